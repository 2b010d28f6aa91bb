using Cer.Host.Viewing;
using Cer.Operations.Ports;
using NodaTime.Text;

namespace Cer.Host.Truth;

/// <summary>A consent as the interface tells it.</summary>
internal sealed record ConsentRow(
    int Id,
    int Member,
    string Purpose,
    string From,
    string To,
    string Evidence,
    string Author,
    string At,
    string? WithdrawnBy,
    string? WithdrawnAt)
{
    public static ConsentRow Of(Consent one) => new(
        one.Id,
        one.Member,
        "quarter_hours",
        LocalDatePattern.Iso.Format(one.From),
        LocalDatePattern.Iso.Format(one.To),
        PodMask.Of(one.Evidence),
        one.Author,
        InstantPattern.ExtendedIso.Format(one.At),
        one.WithdrawnBy,
        one.WithdrawnAt is { } at ? InstantPattern.ExtendedIso.Format(at) : null);
}
