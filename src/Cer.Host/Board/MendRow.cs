using Cer.Domain;
using Cer.Host.Viewing;
using Cer.Operations.Board;

namespace Cer.Host.Board;

/// <summary>What somebody did about a span, as the interface tells it.</summary>
internal sealed record MendRow(
    long Id,
    string Kind,
    int Point,
    string Label,
    int UnitId,
    string? Unit,
    string Flow,
    string? Finding,
    string From,
    string To,
    decimal? Kwh,
    int Readings,
    string Author,
    string Reason,
    string At,
    MendRow.Taken? Withdrawn)
{
    public static MendRow Of(Mend mend, BoardLabels labels) => new(
        mend.Id,
        mend.Kind switch { MendKind.Accepted => "accepted", MendKind.Corrected => "corrected", _ => "estimated" },
        mend.Series.Point,
        labels.Point(mend.Series.Point),
        mend.Series.Unit,
        labels.Unit(mend.Series.Unit),
        BoardWords.Of(mend.Series.Flow),
        mend.Doubt is { } doubt ? BoardWords.Of(doubt) : null,
        HourView.Text(mend.From),
        HourView.Text(mend.To),
        mend.Amount is { } amount ? amount / (decimal)Energy.Micro : null,
        mend.Readings,
        mend.Author,
        mend.Reason,
        HourView.Text(mend.At),
        mend.Withdrawn is { } gone ? new(gone.Author, gone.Reason, HourView.Text(gone.At)) : null);

    /// <summary>Who took it back.</summary>
    internal sealed record Taken(string Author, string Reason, string At);
}
