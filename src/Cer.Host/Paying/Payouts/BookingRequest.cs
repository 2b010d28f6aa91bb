using Cer.Operations.Paying.Books;
using Cer.Operations.Paying.Payouts;

namespace Cer.Host.Paying.Payouts;

/// <summary>What a movement of no payment was, as a page sends it.</summary>
/// <param name="As">money, sale, parts, member or other.</param>
/// <param name="Month">The month of energy, of money and sale.</param>
/// <param name="Kind">Which of GSE's payments, of money and sale.</param>
/// <param name="Parts">What of it is of which month, of parts.</param>
/// <param name="MemberId">Whose repayment, of member.</param>
/// <param name="Account">The other side, of other.</param>
/// <param name="Fund">The fund, where the other side is one.</param>
/// <param name="Reason">What it stands on.</param>
internal sealed record BookingRequest(
    string? As,
    string? Month,
    string? Kind,
    BookingPart[]? Parts,
    int? MemberId,
    string? Account,
    string? Fund,
    string? Reason)
{
    private const int MostParts = 60;

    private static readonly string[] Others = ["gse", "sale", "fee", "tax", "fund"];

    /// <exception cref="BadHttpRequestException">It does not say what the movement was.</exception>
    public Booking Read()
    {
        var reason = EntryRequest.Text(Reason, "reason", 500);
        return As switch
        {
            "money" or "sale" => new Booking.OfGse([new BookingPart(As, Month, Kind, null).Read(isWhole: true)], reason),
            "parts" => Parts is { Length: > 0 and <= MostParts } && Parts.All(part => part is not null)
                ? new Booking.OfGse([.. Parts.Select(ReadPart)], reason)
                : throw Wrong($"Found no parts or too many, expected 1 to {MostParts}."),
            "member" => MemberId is > 0 and var member
                ? new Booking.OfAccount(new("member", member, null), reason)
                : throw Wrong("Found no member, expected the number of one."),
            "other" => Other(reason),
            _ => throw Wrong("Found another kind of movement, expected money, sale, parts, member or other."),
        };
    }

    private static GsePart ReadPart(BookingPart part, int place)
    {
        try
        {
            return part.Read(isWhole: false);
        }
        catch (BadHttpRequestException wrong)
        {
            throw Wrong($"Part {place + 1}: {wrong.Message}");
        }
    }

    private Booking.OfAccount Other(string reason)
    {
        if (Account is null || !Others.Contains(Account))
            throw Wrong($"Found another account, expected {string.Join('|', Others)}.");
        if (Account == "fund" != Fund is not null) throw Wrong("Found a fund without its name, or a name without a fund, expected both.");
        return new(new BookAccount(Account, null, Fund is null ? null : EntryRequest.Text(Fund, "fund", 100)), reason);
    }

    private static BadHttpRequestException Wrong(string sentence) => new(sentence);
}
