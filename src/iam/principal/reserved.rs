//! Roles that Identity Center makes: a permission set in, the ARN of its role in an account out.

use crate::iam::catalogue::Site;
use crate::iam::text::{Part, Text};

/// The ARN of the role of a permission set, in whichever account it is assigned; `None` where the region of Identity Center is
/// not known, which is part of the path unless it is `us-east-1`. The name ends in sixteen characters that AWS draws:
/// <https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html>
pub fn of_permission_set(site: &Site, name: &Text) -> Option<Text> {
    let literal = |text: &str| vec![Part::Literal(text.into())];
    let region = match site.region.as_literal()? {
        "us-east-1" => String::new(),
        region => format!("{region}/"),
    };
    let parts = [
        literal("arn:"),
        site.partition.parts().to_vec(),
        literal(":iam::"),
        vec![Part::Unknown("the account to which it is assigned".into())],
        literal(&format!(":role/aws-reserved/sso.amazonaws.com/{region}AWSReservedSSO_")),
        name.parts().to_vec(),
        literal("_????????????????"),
    ];
    Some(Text::from_parts(parts.concat()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::iam::facts::Facts;
    use crate::iam::pattern::{Object, Reading, resource_matches};
    use crate::truth::Truth::{self, False, True, Unknown};

    fn matches(region: &str, pattern: &str) -> Truth {
        let site = Site { partition: "aws".into(), region: region.into(), account: "111122223333".into() };
        let role = of_permission_set(&site, &"Admins".into()).unwrap();
        let role = Object::new("aws_ssoadmin_permission_set.admins", role);
        resource_matches(&pattern.into(), &role, Reading::Segments, &Facts::none())
    }

    #[test]
    fn a_pattern_is_of_one_permission_set() {
        let start = "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com";
        for (pattern, at_home, elsewhere) in [
            ("*/AWSReservedSSO_Admins_*", True, True),
            ("/*/AWSReservedSSO_Admins_*", False, True),
            ("/AWSReservedSSO_Admins_*", True, False),
            ("*/AWSReservedSSO_Readers_*", False, False),
            ("*/AWSReservedSSO_Admins_0123456789abcdef", Unknown, Unknown),
        ] {
            let pattern = format!("{start}{pattern}");
            assert_eq!(matches("us-east-1", &pattern), at_home, "{pattern}");
            assert_eq!(matches("eu-west-1", &pattern), elsewhere, "{pattern}");
        }
        assert_eq!(matches("us-east-1", "arn:aws:iam::111122223333:role/admin"), False);
    }
}
