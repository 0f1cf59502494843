# What Terraform's functions give, for the evaluator to agree with.
variable "team" {
  type    = object({ name = string, size = optional(number) })
  default = { name = "Data & Ops" }
}

locals {
  range = "10.20.0.0/16"
  arn   = "arn:aws:iam::123456789012:role/team/ops-1"
}

resource "terraform_data" "addresses" {
  input = {
    subnets = [for i in range(3) : cidrsubnet(local.range, 8, i)]
    odd     = cidrsubnet("10.20.30.40/13", 5, 17)
    wide    = cidrsubnet("fd00:fd12:3456:7890::/56", 8, 162)
    first   = cidrhost(local.range, 1)
    last    = cidrhost(local.range, -2)
    six     = cidrhost("fd00:fd12:3456:7890:00a2::/72", 34)
    mask    = cidrnetmask("172.16.0.0/12")
  }
}

resource "terraform_data" "forms" {
  input = {
    encoded = base64encode("héllo")
    decoded = base64decode("aMOpbGxv")
    url     = urlencode("${var.team.name}/x=1?~é")
    digest  = sha256("plangate")
    long    = sha512("plangate")
    short   = base64sha256("plangate")
  }
}

resource "terraform_data" "matches" {
  input = {
    whole  = regex("[0-9]{12}", local.arn)
    groups = regex("^arn:aws:([a-z]+)::(\\d+):", local.arn)
    named  = regex("role/(?P<path>[^/]+)/(?P<name>.+)$", local.arn)
    all    = regexall("[a-z]+", "one 2 three")
    none   = regexall("(x)(y)", "one")
    either = try(regex("^x", local.arn), "no")
  }
}

resource "terraform_data" "tries" {
  input = {
    there   = can(var.team.name)
    missing = can(var.team["colour"])
    number  = can(tonumber("12"))
    match   = can(regex("^arn:", local.arn))
    no      = can(regex("^x", local.arn))
  }
}

resource "terraform_data" "digests" {
  input = {
    md5     = md5("plangate")
    sha1    = sha1("plangate")
    uuid    = uuidv5("dns", "plangate.example")
    uuid_of = uuidv5("6ba7b811-9dad-11d1-80b4-00c04fd430c8", "https://example.com")
    utf16   = textencodebase64("héllo", "UTF-16LE")
    utf8    = textencodebase64("héllo", "UTF-8")
    users   = csvdecode("name,group\nana,\"a, b\"\nbo,c\n")
    nothing = csvdecode("name,group\n")
  }
}

resource "terraform_data" "times" {
  input = {
    day      = formatdate("DD MMM YYYY hh:mm ZZZ", "2018-01-02T23:12:01Z")
    long     = formatdate("EEEE, DD-MMM-YY hh:mm:ss ZZZ", "2018-01-02T23:12:01-05:30")
    quoted   = formatdate("'it''s' h AA 'o''clock', M/D m s aa HH H", "2018-01-02T00:02:01Z")
    zones    = [for form in ["Z", "ZZZ", "ZZZZ", "ZZZZZ"] : formatdate(form, "2018-01-02T23:12:01+01:00")]
    utc      = [for form in ["Z", "ZZZ", "ZZZZ", "ZZZZZ"] : formatdate(form, "2018-01-02T23:12:01Z")]
    later    = timeadd("2017-11-22T00:00:00Z", "10m")
    earlier  = timeadd("2017-11-22T00:00:00+02:00", "-1h30m15s")
    compared = [timecmp("2017-11-22T00:00:00Z", "2017-11-22T01:00:00Z"), timecmp("2017-11-22T01:00:00Z", "2017-11-22T02:00:00+01:00")]
    expires  = timeadd("2026-01-01T00:00:00Z", "${24 * 90}h")
  }
}

resource "terraform_data" "formats" {
  input = {
    named   = format("%s-%03d|%-6s|%6s|%+d", "web", 7, "ab", "cd", 5)
    indexed = format("%[2]s/%[1]s", "one", "two")
    quoted  = format("%q %t %x %X %b %o", "a<b\"c", true, 255, 255, 5, 8)
    reals   = format("%.2f %f %8.1f|%-8.1f|%08.2f", 3.14159, 2, 1.25, 1.25, -1.5)
    values  = format("%v %v %v %v", ["a", 1], { b = true }, 1.5, "x")
    hash    = format("%#v", "x")
    percent = format("100%%")
    list    = formatlist("arn:aws:s3:::%s/%s", ["a", "b"], "*")
    rows    = formatlist("%s=%d", ["a", "b"], [1, 2])
  }
}

resource "terraform_data" "yaml" {
  input = {
    read = yamldecode(<<-EOT
      # A policy as people write it.
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Action: [s3:GetObject, "s3:PutObject"]
          Resource: 'arn:aws:s3:::data/*'
          Condition: {Bool: {aws:SecureTransport: "true"}}
      flags: [yes, No, on, true, ~, null, 12, -3.25, 0.5, 10.0.0.0/16, 1.2.3, -foo, a:b]
      dates: [2012-10-17, 2020-01-01]
      text: |
        one
        two
      folded: >-
        one
        two
      empty:
      1: one
      yes: two
    EOT
    )
    lone = [yamldecode("hello"), yamldecode("- 1\n- {}\n- []\n")]
    json = yamldecode(jsonencode({ a = [1, "x", null, { b = true }] }))
    written = yamlencode({
      a = "b", c = [1, 2.5, true, null], d = {}, e = [], f = { g = [{ h = 1, i = "x" }, { h = 2 }] }, j = [[1, 2], [3]]
      k = "multi\nline\n", l = "multi\n\nline", m = "", n = "with \"quote\" <>& \\ é \t end", "q r" = 1
      o = ["x\ny\n", { p = "p\nq" }], r = [["x\ny"]]
    })
    scalars = [yamlencode("x"), yamlencode(5), yamlencode(null), yamlencode(false), yamlencode([]), yamlencode({})]
    again   = jsonencode(yamldecode(yamlencode({ Statement = [{ Effect = "Deny", Action = "*" }] })))
  }
}

resource "terraform_data" "logarithms" {
  input = {
    powers = [for n in [1, 2, 3, 10, 16, 100, 1000, 1024, 65536, 1000000, 0.5, 2.5] : [for base in [2, 3, 10, 1.5] : log(n, base)]]
    bits   = ceil(log(300, 2))
    tens   = floor(log(1000, 10))
  }
}

resource "terraform_data" "arns" {
  input = {
    parsed  = provider::aws::arn_parse("arn:aws:iam::123456789012:role/team/ops")
    colons  = provider::aws::arn_parse("arn:aws:logs:eu-west-1:123456789012:log-group:/app:*").resource
    built   = provider::aws::arn_build("aws", "iam", "", "123456789012", "user/ana")
    trimmed = provider::aws::trim_iam_role_path("arn:aws:iam::123456789012:role/team/a/ops")
    bare    = provider::aws::trim_iam_role_path("arn:aws:iam::123456789012:role/ops")
    paths   = [abspath("/a/b"), textdecodebase64("aABpAA==", "UTF-16LE"), textdecodebase64("aMOp", "UTF-8")]
  }
}

resource "terraform_data" "lists" {
  input = {
    all       = [alltrue([true, "true"]), alltrue([true, false]), alltrue([]), anytrue([false, true]), anytrue([])]
    place     = index(["a", "b", "c"], "b")
    chunks    = chunklist(["a", "b", "c"], 2)
    matched   = matchkeys(["i-1", "i-2", "i-3"], ["a", "b", "a"], ["a"])
    turned    = transpose({ ana = ["x", "y"], bo = ["y"] })
    both      = setintersection(["a", "b"], ["b", "c"], ["b"])
    less      = setsubtract(["a", "b"], ["b", "c"])
    total     = sum([1, 2.5, 3])
    powers    = [pow(2, 10), pow(3, 0), signum(-7), parseint("ff", 16), parseint("-101", 2)]
    ranges    = cidrsubnets("10.1.0.0/16", 4, 4, 8, 4)
    wide      = cidrsubnets("fd00:fd12:3456:7890::/56", 16, 16, 16, 32)
    paths     = [basename("a/b.txt"), dirname("a/b.txt"), dirname("b.txt"), dirname("/a"), pathexpand("a/b")]
    backwards = strrev("hello")
    replaced  = [replace("hello-world", "/[aeiou]/", "_"), replace("i-123", "/^i-(\\d+)$/", "n$1"), replace("a.b", ".", "-")]
    merged    = merge({ a = 1 }, null, { b = 2 })
    missing   = try(index(["a"], "b"), -1)
  }
}

resource "terraform_data" "files" {
  input = {
    text    = file("${path.module}/files/policy.json.tpl")
    encoded = filebase64("files/more/one.txt")
    there   = fileexists("${path.root}/files/more/one.txt")
    names   = fileset("${path.module}/files", "**/*.txt")
    shallow = fileset(path.module, "files/*")
    digests = [filemd5("files/more/one.txt"), filesha1("files/more/one.txt"), filesha256("files/more/one.txt"), filesha512("files/more/one.txt"), filebase64sha256("files/more/one.txt"), filebase64sha512("files/more/one.txt")]
    filled  = templatefile("${path.module}/files/policy.json.tpl", { actions = ["s3:GetObject", "s3:PutObject"], bucket = "data" })
    inline  = templatestring(local.greeting, { name = "you" })
    planned = formatdate("YYYY", plantimestamp())
  }
}

locals {
  greeting = "hello, $${name}"
}

# A module as a whole: its outputs, and for repeated calls a collection of them.
module "one" {
  source = "./modules/thing"
  name   = "one"
}

module "counted" {
  source = "./modules/thing"
  count  = 2
  name   = "counted-${count.index}"
}

module "keyed" {
  source   = "./modules/thing"
  for_each = toset(["a", "b"])
  name     = "keyed-${each.key}"
}

resource "terraform_data" "modules" {
  input = {
    whole   = module.one
    names   = module.counted[*].name
    last    = module.counted[1].name
    each    = { for key, thing in module.keyed : key => thing.tags.name }
    listed  = values(module.keyed)[*].name
    keys    = keys(module.keyed)
    counted = length(module.counted)
    picked  = module.keyed["b"].tags["name"]
  }
}
