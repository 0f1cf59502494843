variable "token" {
  type      = string
  default   = ""
  sensitive = true
}

provider "aws" {
  region = "us-east-1"
}

module "worker" {
  source = "./modules/worker"

  deny_given = "ghp_ExampleExampleExampleExampleExample1"
  pass_given = "queue"
  sealed     = "ghp_ExampleExampleExampleExampleExample1"
}

resource "terraform_data" "deny_input" {
  input = "ghp_ExampleExampleExampleExampleExample1"
}

resource "terraform_data" "deny_run" {
  provisioner "local-exec" {
    command = "curl -H 'Authorization: Bearer ghp_ExampleExampleExampleExampleExample1' https://api.github.com/user"
  }
}

resource "terraform_data" "pass_run" {
  provisioner "local-exec" {
    command = "curl https://api.github.com/user"
  }
}
