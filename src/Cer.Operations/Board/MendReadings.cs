using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Settlement.Detecting;
using NodaTime;

namespace Cer.Operations.Board;

/// <summary>Does what a person decided about a doubtful span: puts the doubt away, corrects values, fills in an estimate.</summary>
/// <remarks>What lands in a settled month has it settled again, like late data; the closing of months does the rest.</remarks>
public sealed class MendReadings(
    ReadSeries read, ProposeEstimate propose, IMendStore mends, ICommunityStore communities, BoardMemory memory, TimeProvider time)
{
    /// <summary>The most values that a correction gives.</summary>
    public const int MostValues = 1000;

    private const decimal MostKwh = 100_000m;
    private const int LongestDays = 400;

    public async Task<MendOutcome> RunAsync(
        CommunityId community, MendRequest request, string author, CancellationToken cancellation)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        if (Problem(request, now) is { } problem) return new MendOutcome.Refused(problem);
        var points = await read.PointsAsync(community, cancellation);
        if (SeriesProblem(points, request.Series) is { } unknown) return new MendOutcome.Refused(unknown);
        var mend = new NewMend
        {
            Community = community,
            Series = request.Series,
            Kind = request.Kind,
            Doubt = request.Doubt,
            From = request.From,
            To = request.To,
            Amount = request.Kind == MendKind.Accepted && request.Kwh is { } kwh ? (long)(kwh * Energy.Micro) : null,
            Author = author,
            Reason = request.Reason.Trim(),
            At = now,
        };
        var pod = Pod.Parse(points[request.Series.Point].Code, null);
        if (request.Kind == MendKind.Accepted) return await mends.AddAsync(mend, pod, null, cancellation);

        var (values, quality, refusal) = request.Kind == MendKind.Corrected
            ? (Corrected(request), request.Quality ?? (request.Minutes == 60 ? Quality.Calculated : Quality.Measured), null)
            : await EstimatedAsync(community, points, request, cancellation);
        if (refusal is not null) return refusal;
        var registry = await communities.RegistryAsync(community, cancellation);
        var alone = registry.Units[pod].Count <= 1;
        var unit = ReadSeries.UnitOf(points[request.Series.Point], request.Series.Unit)?.Id;
        var outcome = await mends.AddAsync(
            mend, pod, known => MendPlan.Of(pod, unit, alone, request.Series.Flow, known, values, quality), cancellation);
        if (outcome is MendOutcome.Done) memory.Forget(community);
        return outcome;
    }

    /// <summary>Takes back what was done.</summary>
    public async Task<MendOutcome> WithdrawAsync(
        CommunityId community, long mend, string author, string reason, CancellationToken cancellation)
    {
        if (ReasonProblem(reason) is { } problem) return new MendOutcome.Refused(problem);
        var outcome = await mends.WithdrawAsync(
            community, mend, author, reason.Trim(), Instant.FromDateTimeOffset(time.GetUtcNow()), cancellation);
        if (outcome is MendOutcome.Done { Readings: > 0 }) memory.Forget(community);
        return outcome;
    }

    /// <summary>Why a series cannot be spoken of; null when it can.</summary>
    public static string? SeriesProblem(IReadOnlyDictionary<int, PointFacts> points, SeriesKey key)
    {
        if (!points.TryGetValue(key.Point, out var point)) return "Found no such point, expected one of the community.";
        return key.Flow == EnergyFlow.Withdrawn
            ? key.Unit == 0 ? null : "Found a unit with what a point withdraws, expected 0."
            : ReadSeries.UnitOf(point, key.Unit) is null ? "Found no such unit, expected one of the point." : null;
    }

    /// <summary>Why a span cannot be looked at; null when it can.</summary>
    public static string? SpanProblem(Instant from, Instant to, int mostQuarters)
    {
        if (from.ToUnixTimeTicks() % (NodaConstants.TicksPerMinute * 15) != 0
            || to.ToUnixTimeTicks() % (NodaConstants.TicksPerMinute * 15) != 0)
            return "Found a span that does not begin and end on a quarter of an hour, expected whole quarters.";
        if (to <= from) return "Found a span that ends before it begins, expected the start first.";
        return from < Instant.FromUnixTimeSeconds(MarketMonth.CalendarStart * 3600)
            || to > Instant.FromUnixTimeSeconds(MarketMonth.CalendarEnd * 3600) || (to - from).TotalMinutes > 15d * mostQuarters
                ? $"Found another span, expected at most {mostQuarters / 96} days from 2000 to 2099."
                : null;
    }

    private static string? ReasonProblem(string reason)
    {
        var length = reason.Trim().Length;
        return length == 0 ? "Found no reason, expected one."
            : length > ReleaseQuarantine.LongestReason
                ? $"Found a reason of {length} characters, expected at most {ReleaseQuarantine.LongestReason}."
                : null;
    }

    private static string? Problem(MendRequest request, Instant now)
    {
        if (ReasonProblem(request.Reason) is { } problem) return problem;
        if (SpanProblem(request.From, request.To, request.Kind == MendKind.Accepted ? 96 * LongestDays : ProposeEstimate.MostQuarters)
            is { } span) return span;
        if (request.Kind == MendKind.Accepted)
        {
            return request.Doubt is null ? "Found no doubt, expected the kind of the one that is put away."
                : request.Kwh is < 0m or > 1_000_000_000m ? "Found another energy, expected that of the doubt." : null;
        }

        if (request.To > now) return "Found a span that is not over, expected one that is past.";
        return request.Kind == MendKind.Corrected ? ValuesProblem(request) : null;
    }

    private static string? ValuesProblem(MendRequest request)
    {
        if (request.Minutes is not (15 or 60)) return "Found another interval, expected 15 or 60 minutes.";
        if (request.Minutes == 60 && request.From.ToUnixTimeSeconds() % 3600 != 0)
            return "Found hours that do not begin on the hour, expected whole ones.";
        var expected = (request.To - request.From).TotalMinutes / request.Minutes;
        if (request.Values.Count > MostValues || request.Values.Count != expected)
            return $"Found {request.Values.Count} values, expected one for each interval of the span, at most {MostValues}.";
        if (request.Quality == Quality.Estimated) return "Found a correction that is an estimate, expected measured or calculated.";
        if (!request.Values.Any(value => value is not null)) return "Found no value, expected one at least.";
        return request.Values.Any(value => value is { } kwh && (kwh is < 0m or > MostKwh || decimal.Round(kwh, 6) != kwh))
            ? $"Found another value, expected 0 to {MostKwh} kWh with at most six decimals."
            : null;
    }

    private static Dictionary<Instant, long> Corrected(MendRequest request)
    {
        var values = new Dictionary<Instant, long>();
        for (var i = 0; i < request.Values.Count; i++)
        {
            if (request.Values[i] is not { } kwh) continue;
            var amount = Energy.FromKilowattHours(kwh).MicroKilowattHours;
            var parts = request.Minutes / 15;
            for (var part = 0; part < parts; part++)
            {
                // The rest of the division goes to the first quarters, so that they give the hour again.
                values[request.From + Duration.FromMinutes((request.Minutes * i) + (15 * part))] =
                    (amount / parts) + (part < amount % parts ? 1 : 0);
            }
        }

        return values;
    }

    private async Task<(Dictionary<Instant, long> Values, Quality Quality, MendOutcome? Refusal)> EstimatedAsync(
        CommunityId community, IReadOnlyDictionary<int, PointFacts> points, MendRequest request, CancellationToken cancellation)
    {
        var proposal = await propose.RunAsync(community, points, request.Series, request.From, request.To, cancellation);
        var values = proposal.Values.Where(value => value.Amount is not null)
            .ToDictionary(value => value.Start, value => value.Amount!.Value);
        MendOutcome? refusal = proposal.Mark != request.Mark
            ? new MendOutcome.Conflict("Found other values than were looked at, expected the same: data came in, look at them again.")
            : values.Count == 0 ? new MendOutcome.Refused("Found nothing similar to estimate from, expected some: it stays missing.")
            : null;
        return (values, Quality.Estimated, refusal);
    }
}
