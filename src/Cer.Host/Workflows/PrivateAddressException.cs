using System.Net;
using System.Net.Sockets;

namespace Cer.Host.Workflows;

/// <summary>A request to this machine or to a private network, where the settings refuse those.</summary>
/// <remarks>Source: IANA registries of special-purpose addresses for IPv4 and IPv6 (RFC 6890).</remarks>
internal sealed class PrivateAddressException()
    : IOException("Found an address of this machine or of a private network, expected a public one: the settings refuse others.")
{
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    // 2000::/3 is what is given out, without those that hold an IPv4 address or are for documents.
    private static readonly IPNetwork Given = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] NotGiven =
        [IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("2002::/16")];

    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? !Array.Exists(Special, network => network.Contains(plain))
            : Given.Contains(plain) && !Array.Exists(NotGiven, network => network.Contains(plain));
    }
}
