using Cer.Operations.Reconciling;
using NodaTime.Text;

namespace Cer.Host.Reconciling;

/// <summary>A statement's file that was taken in.</summary>
internal sealed record ImportView(
    long Id,
    string File,
    string Sha256,
    string Profile,
    int ProfileVersion,
    string From,
    string To,
    int Lines,
    string By,
    string At,
    string? UndoneBy,
    string? UndoneAt,
    string? Reason)
{
    public static ImportView Of(KeptImport import) => new(
        import.Id,
        import.FileName,
        import.Sha256,
        import.Profile,
        import.ProfileVersion,
        YearMonthPattern.Iso.Format(import.First),
        YearMonthPattern.Iso.Format(import.Last),
        import.Lines,
        import.By,
        InstantPattern.General.Format(import.At),
        import.UndoneBy,
        import.UndoneAt is { } at ? InstantPattern.General.Format(at) : null,
        import.Reason);
}
