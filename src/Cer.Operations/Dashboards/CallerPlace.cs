using System.Net;
using System.Net.Sockets;

namespace Cer.Operations.Dashboards;

/// <summary>An address as it is counted.</summary>
public static class CallerPlace
{
    private const int PrefixBytes = 8;

    /// <summary>Of IPv6 the network of 64 bits, because a host has as many addresses in it as it likes.</summary>
    public static string Of(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, PrefixBytes))
            : address.ToString();
    }
}
