deny_given              = "ghp_ExampleExampleExampleExampleExample1"
deny_given_inside       = { token = "ghp_ExampleExampleExampleExampleExample1" }
pass_given_as_sensitive = "ghp_ExampleExampleExampleExampleExample1"
pass_given              = "orders"
