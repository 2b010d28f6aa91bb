using Cer.Host.Viewing;
using Cer.Operations.Ports;
using NodaTime.Text;

namespace Cer.Host.Curves;

/// <summary>An import of curves as the interface tells it.</summary>
internal sealed record ImportRow(
    long Id,
    string FileName,
    string Sha256,
    string Direction,
    int Points,
    string From,
    string To,
    int Added,
    int Unchanged,
    int Changed,
    string Who,
    DateTimeOffset At,
    string? UndoneBy,
    DateTimeOffset? UndoneAt)
{
    public static ImportRow Of(CurveImport import) => new(
        import.Id,
        PodMask.Of(import.FileName),
        import.Sha256,
        DirectionWords.Of(import.Direction),
        import.Points,
        LocalDatePattern.Iso.Format(import.From),
        LocalDatePattern.Iso.Format(import.To),
        import.Counts.Added,
        import.Counts.Unchanged,
        import.Counts.Corrected,
        import.Who,
        import.At.ToDateTimeOffset(),
        import.UndoneBy,
        import.UndoneAt?.ToDateTimeOffset());
}
