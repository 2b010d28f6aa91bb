using Cer.Host.Viewing;
using Cer.Operations.Dashboards;
using Cer.Operations.Viewing;
using NodaTime.Text;

namespace Cer.Host.Dashboards;

/// <summary>A producer's consent to totals that everybody sees, as the interface tells it.</summary>
internal sealed record TotalConsentRow(
    int Id,
    int Member,
    string Name,
    string From,
    string? To,
    string Evidence,
    string Author,
    string At,
    string? WithdrawnBy,
    string? WithdrawnAt)
{
    public static TotalConsentRow Of(TotalConsent one, RegistryNumbers numbers, IReadOnlyDictionary<string, string> names) => new(
        one.Id,
        numbers.Members.GetValueOrDefault(one.Member),
        names.GetValueOrDefault(one.Member, one.Member),
        LocalDatePattern.Iso.Format(one.From),
        one.To is { } to ? LocalDatePattern.Iso.Format(to) : null,
        PodMask.Of(one.Evidence),
        one.Author,
        InstantPattern.ExtendedIso.Format(one.At),
        one.WithdrawnBy,
        one.WithdrawnAt is { } at ? InstantPattern.ExtendedIso.Format(at) : null);
}
