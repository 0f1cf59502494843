//! Address ranges: in, CIDR blocks; out, how much of the internet they cover.

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Reads a CIDR block, or a single address, which IAM takes too.
pub fn parse(text: &str) -> Option<IpNet> {
    let text = text.trim();
    text.parse().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
}

/// Whether the union of the blocks covers all of IPv4 or all of IPv6, in one piece or in several.
pub fn covers_world(blocks: &[IpNet]) -> bool {
    IpNet::aggregate(&blocks.to_vec()).iter().any(|net| net.prefix_len() == 0)
}

/// Whether the union of the blocks holds a public range as wide as an IPv4 /8 (or an IPv6 /16), which no one tenant has.
pub fn opens_to_world(blocks: &[IpNet]) -> bool {
    IpNet::aggregate(&blocks.to_vec()).iter().any(is_wide)
}

/// Whether one block is public and as wide as an IPv4 /8 or an IPv6 /16.
pub fn is_wide(net: &IpNet) -> bool {
    let wide = match net {
        IpNet::V4(net) => net.prefix_len() <= 8,
        IpNet::V6(net) => net.prefix_len() <= 16,
    };
    wide && !is_private(net)
}

/// Whether all of a block is private, shared, loopback or link-local space that the internet does not route.
/// RFC 1918, RFC 6598, RFC 3927, RFC 4193, RFC 4291.
pub fn is_private(net: &IpNet) -> bool {
    match net {
        IpNet::V4(net) => PRIVATE_V4.iter().any(|&(base, length)| {
            let [a, b, c, d] = base;
            Ipv4Net::new(Ipv4Addr::new(a, b, c, d), length).is_ok_and(|range| range.contains(net))
        }),
        IpNet::V6(net) => PRIVATE_V6
            .iter()
            .any(|&(first, length)| Ipv6Net::new(Ipv6Addr::from(first), length).is_ok_and(|range| range.contains(net))),
    }
}

const PRIVATE_V4: [([u8; 4], u8); 6] = [
    ([10, 0, 0, 0], 8),
    ([172, 16, 0, 0], 12),
    ([192, 168, 0, 0], 16),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
];

const PRIVATE_V6: [(u128, u8); 3] = [(0xfc00 << 112, 7), (0xfe80 << 112, 10), (1, 128)];

#[cfg(test)]
mod tests {
    use super::*;

    fn nets(texts: &[&str]) -> Vec<IpNet> {
        texts.iter().map(|text| parse(text).unwrap()).collect()
    }

    #[test]
    fn the_world_may_come_in_pieces() {
        assert!(covers_world(&nets(&["0.0.0.0/0"])));
        assert!(covers_world(&nets(&["::/0"])));
        assert!(covers_world(&nets(&["0.0.0.0/2", "64.0.0.0/2", "128.0.0.0/1"])));
        assert!(!covers_world(&nets(&["0.0.0.0/1", "128.0.0.0/2"])));
        assert!(!covers_world(&[]));
    }

    #[test]
    fn a_wide_public_range_opens_to_the_world_and_a_private_one_does_not() {
        assert!(opens_to_world(&nets(&["0.0.0.0/1"])));
        assert!(opens_to_world(&nets(&["52.0.0.0/9", "52.128.0.0/9"])));
        assert!(!opens_to_world(&nets(&["52.0.0.0/9"])));
        assert!(!opens_to_world(&nets(&["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"])));
        assert!(opens_to_world(&nets(&["2000::/3"])));
        assert!(is_private(&parse("10.1.2.3").unwrap()));
        assert!(!is_private(&parse("11.0.0.1").unwrap()));
    }
}
