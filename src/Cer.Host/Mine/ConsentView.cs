using Cer.Operations.Mine;
using NodaTime.Text;

namespace Cer.Host.Mine;

/// <summary>A consent of the member as JSON.</summary>
internal sealed record ConsentView(long Id, string Purpose, string From, string? To, string? WithdrawnAt)
{
    public static ConsentView Of(MineConsent consent) => new(
        consent.Id,
        consent.Purpose,
        LocalDatePattern.Iso.Format(consent.From),
        consent.To is { } last ? LocalDatePattern.Iso.Format(last) : null,
        consent.WithdrawnAt is { } at ? InstantPattern.General.Format(at) : null);
}
