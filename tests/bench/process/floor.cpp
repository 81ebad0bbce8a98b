// What any process costs.
int main() {}
