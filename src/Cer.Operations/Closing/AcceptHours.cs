using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Exchange.Faults;
using Cer.Exchange.Rows;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Settlement.Closing;
using NodaTime;

namespace Cer.Operations.Closing;

/// <summary>Decides about hours that are not measured; zeros and values that are entered become readings by the one intake.</summary>
/// <remarks>Readings come first: stopped between the two, the hours wait for a decision still, and nothing is lost.</remarks>
public sealed class AcceptHours(
    ViewClosing view, FillHours fill, TakeRows take, IClosingStore closing, TimeProvider time)
{
    private const decimal MostKwh = 100_000m;

    public async Task<AcceptOutcome> RunAsync(
        CommunityId community,
        MarketMonth month,
        AcceptRequest request,
        string author,
        CancellationToken cancellation)
    {
        if (Problem(month, request) is { } problem) return Refused(problem);
        var page = await view.RunAsync(community, month, cancellation);
        if (page.IsClosed) return new AcceptOutcome.Closed();
        if (page.Gate is null)
            return Refused("Found a month that is not over or cannot be read, expected one that can be looked at.");
        if (page.Numbers.Points.FirstOrDefault(point => point.Value == request.Point).Key is not { } pod)
            return Refused("Found no such point, expected one of the community.");
        if (!TryUnit(page, request.Unit, out var unit)) return Refused("Found no such unit, expected one of the community.");
        var (from, to) = (request.From.ToUnixTimeSeconds() / 3600, request.To.ToUnixTimeSeconds() / 3600);
        var filled = request.Kind == AcceptanceKind.Zeroed || request.KwhPerHour is not null;
        NeedySpan[] spans =
        [
            .. page.Gate.Spans.Where(span => span.Pod == pod && span.Accepted is null && span.From < to && from < span.To
                && (request.Unit is null || span.Unit == unit)
                && (span.Need == HourNeed.Missing ? filled || request.Kind == AcceptanceKind.Excluded
                    : request.Kind == AcceptanceKind.Estimated)),
        ];
        if (spans.Length == 0)
        {
            return Refused(
                "Found no hour there that waits for this decision: missing ones are zeroed, estimated or excluded, others"
                + " accepted.");
        }

        var (written, series) = (0, request.Unit);
        if (filled)
        {
            var missing = spans.Where(span => span.Need == HourNeed.Missing)
                .Select(span => span with { From = Math.Max(span.From, from), To = Math.Min(span.To, to) });
            var quality = request.Kind == AcceptanceKind.Zeroed ? Quality.Calculated : Quality.Estimated;
            var energy = Energy.FromKilowattHours(request.KwhPerHour ?? 0m);
            var readings = await fill.RunAsync(community, pod, [.. missing], energy, quality, cancellation);
            var answer = await take.RunAsync(
                new()
                {
                    Community = community,
                    Source = IntakeSource.Person,
                    Account = author,
                    Name = $"{month}",
                    Raw = ReadOnlyMemory<byte>.Empty,
                    Rows = new([.. readings.Select((reading, i) => new ReadingRow(i + 1, reading))], new FaultList()),
                },
                cancellation);
            if (answer is not RowsAnswer.Stored stored)
                return Refused("Found values that the intake refuses, expected ones that fit the readings there are.");
            // A row has one quality for all it tells, so what it told before stands on this decision too.
            if (readings.Any(reading => reading is { Injected: not null, Withdrawn: not null })) series = null;
            written = stored.Receipt.Readings.Written;
        }

        var id = await closing.AcceptAsync(
            new()
            {
                Community = community,
                Month = new(month.Year, month.Month),
                Point = request.Point,
                Unit = series,
                From = request.From,
                To = request.To,
                Kind = request.Kind,
                Author = author,
                Reason = request.Reason.Trim(),
                At = Instant.FromDateTimeOffset(time.GetUtcNow()),
            },
            cancellation);
        return id is { } number ? new AcceptOutcome.Accepted(number, written) : new AcceptOutcome.Closed();
    }

    private static string? Problem(MarketMonth month, AcceptRequest request)
    {
        var length = request.Reason.Trim().Length;
        if (length == 0) return "Found no reason, expected one.";
        if (length > ReleaseQuarantine.LongestReason)
            return $"Found a reason of {length} characters, expected at most {ReleaseQuarantine.LongestReason}.";
        if (!IsOnTheHour(request.From) || !IsOnTheHour(request.To))
            return "Found a span that does not begin and end on the hour, expected whole hours.";
        if (request.To <= request.From || request.From < MarketHour.StartOf(month.FirstDay)
            || request.To > MarketHour.StartOf(month.LastDay.PlusDays(1)))
            return $"Found a span that is not within {month}, expected hours of that month, the first before the last.";
        if (request.KwhPerHour is not { } kwh) return null;
        if (request.Kind != AcceptanceKind.Estimated || request.Unit is null)
            return "Found a value, expected one only with an estimate of one series.";
        return kwh is < 0m or > MostKwh || decimal.Round(kwh, 6) != kwh
            ? $"Found another value, expected 0 to {MostKwh} kWh with at most six decimals."
            : null;
    }

    private static bool TryUnit(ClosingPage page, int? number, out string? unit)
    {
        unit = null;
        if (number is null or 0) return true;
        unit = page.Numbers.Units.FirstOrDefault(known => known.Value == number).Key;
        return unit is not null;
    }

    private static bool IsOnTheHour(Instant instant) => instant.ToUnixTimeTicks() % NodaConstants.TicksPerHour == 0;

    private static AcceptOutcome.Refused Refused(string sentence) => new(sentence);
}
