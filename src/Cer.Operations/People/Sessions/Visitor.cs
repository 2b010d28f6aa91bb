using System.Net;
using System.Net.Sockets;

namespace Cer.Operations.People.Sessions;

/// <summary>From where somebody comes, as far as it is told.</summary>
/// <param name="Address">By which attempts are counted; kept nowhere.</param>
/// <param name="Device">What the browser was given when somebody signed in there before.</param>
/// <param name="Browser">A word such as firefox.</param>
/// <param name="System">A word such as android.</param>
public sealed record Visitor(IPAddress? Address, SecretToken? Device, string Browser, string System)
{
    public static readonly Visitor Unknown = new(null, null, "other", "other");

    /// <summary>This machine, its local network, or the internet; null when nobody tells.</summary>
    public string? Place => Plain is not { } address ? null
        : IPAddress.IsLoopback(address) ? "machine"
        : IsLocal(address) ? "local"
        : "internet";

    /// <summary>The first half of an address of the internet: enough to know one's own provider again, and no more.</summary>
    public string? Network
    {
        get
        {
            if (Place != "internet" || Plain is not { } address) return null;
            var bytes = address.GetAddressBytes();
            return address.AddressFamily == AddressFamily.InterNetworkV6
                ? $"{bytes[0]:x2}{bytes[1]:x2}:{bytes[2]:x2}{bytes[3]:x2}::"
                : $"{bytes[0]}.{bytes[1]}.*.*";
        }
    }

    private IPAddress? Plain => Address is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : Address;

    // RFC 1918, 3927, 6598; RFC 4193 and 4291 for the sixth version.
    private static bool IsLocal(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6) return address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal;
        var bytes = address.GetAddressBytes();
        return (bytes[0], bytes[1]) switch
        {
            (10, _) or (192, 168) or (169, 254) => true,
            (172, >= 16 and <= 31) or (100, >= 64 and <= 127) => true,
            _ => false,
        };
    }
}
