using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Cer.Operations.People.Sessions;

namespace Cer.Operations.People;

/// <summary>What attempts are counted by, and how patiently: after some that are free each failure doubles the wait.</summary>
/// <remarks>
/// By login with address, so that a flood on a login from one place does not lock its owner out at another; and by
/// address, so that one place does not try many logins. Logins that nobody has are counted in the same way. A device by
/// which the owner signed in before is counted by itself, so that nobody, at the same address neither, uses its attempts up.
/// </remarks>
/// <param name="Hash">SHA-256 of what is counted: logins and addresses are not kept.</param>
/// <param name="Free">Failures before there is a wait.</param>
/// <param name="MostSeconds">The longest wait.</param>
/// <param name="Forgets">Whether a success wipes the count; else it takes one off.</param>
public sealed record AttemptKey(byte[] Hash, int Free, int MostSeconds, bool Forgets)
{
    private const int PrefixBytes = 8;

    public static IReadOnlyList<AttemptKey> Of(string login, IPAddress? address)
    {
        var place = PlaceOf(address);
        return [new(HashOf("login", login, place), 5, 900, true), new(HashOf("address", place), 50, 60, false)];
    }

    /// <summary>From a device by which the login was used before, or from an address.</summary>
    public static IReadOnlyList<AttemptKey> Of(string login, Visitor visitor, bool isKnown) => isKnown
        ? [new(HashOf("device", login, Convert.ToHexString(visitor.Device!.Hash)), 10, 900, true)]
        : Of(login, visitor.Address);

    /// <summary>Codes of an app, tried by somebody who knows the password; a known device is counted by itself.</summary>
    public static IReadOnlyList<AttemptKey> OfCodes(string login, SecretToken? known) =>
        [new(known is null ? HashOf("code", login) : HashOf("code", login, Convert.ToHexString(known.Hash)), 10, 900, true)];

    /// <summary>Links by e-mail that an address asks for: for one name, and for whomever.</summary>
    /// <remarks>Short waits: they slow a flood down, and keep nobody out who shares the address with it.</remarks>
    public static IReadOnlyList<AttemptKey> OfLinks(string asked, IPAddress? address)
    {
        var place = PlaceOf(address);
        return [new(HashOf("link", asked, place), 5, 60, false), new(HashOf("links", place), 20, 60, false)];
    }

    /// <summary>Links of letters that this installation did not make.</summary>
    public static IReadOnlyList<AttemptKey> OfWrongLinks(IPAddress? address) =>
        [new(HashOf("wrong link", PlaceOf(address)), 20, 60, false)];

    /// <summary>One that it did make, whoever looks at it: scanners do so too. The click itself is not counted.</summary>
    public static IReadOnlyList<AttemptKey> OfUnsubscribing(int community, int person, string kind) =>
        [new(HashOf("unsubscribing", FormattableString.Invariant($"{community} {person}"), kind), 30, 60, false)];

    /// <summary>An address as it is counted, hashed.</summary>
    public static byte[] HashOf(IPAddress? address) => HashOf("source", PlaceOf(address));

    /// <summary>An address; of IPv6 the network, because a host has as many addresses there as it likes.</summary>
    private static string PlaceOf(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, PrefixBytes))
            : address.ToString();
    }

    private static byte[] HashOf(params string[] parts) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
}
