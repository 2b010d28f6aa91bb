using Cer.Host.Viewing;
using Cer.Operations.Board;

namespace Cer.Host.Board;

/// <summary>A request for data as the interface tells it.</summary>
internal sealed record RequestRow(
    long Id,
    int Point,
    string Label,
    int UnitId,
    string? Unit,
    string Flow,
    string? Device,
    string From,
    string To,
    int Wanted,
    int Arrived,
    string State,
    string AskedBy,
    string AskedAt)
{
    public static RequestRow Of(BackfillRequest request, BoardLabels labels) => new(
        request.Id,
        request.Series.Point,
        labels.Point(request.Series.Point),
        request.Series.Unit,
        labels.Unit(request.Series.Unit),
        BoardWords.Of(request.Series.Flow),
        request.Device is { } device ? PodMask.Of(device) : null,
        HourView.Text(request.From),
        HourView.Text(request.To),
        request.Wanted,
        request.Arrived,
        request.State switch
        {
            BackfillState.Answered => "answered",
            BackfillState.Expired => "expired",
            _ => "open",
        },
        request.AskedBy,
        HourView.Text(request.AskedAt));
}
