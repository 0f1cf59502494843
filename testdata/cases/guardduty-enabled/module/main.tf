provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

module "virginia" {
  source = "./modules/detector"
}

module "ireland" {
  source = "./modules/paused"

  providers = {
    aws = aws.ireland
  }
}
