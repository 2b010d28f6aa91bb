using System.Globalization;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Keeping;

/// <summary>Removes the months whose time is over; the store proves of each that it may go.</summary>
/// <remarks>
/// Hours are kept 61 months at least: so long may the distributor and GSE correct what they told. Quarter hours are kept 13
/// months at least: a year with its adjustment.
/// </remarks>
public sealed class RemoveOld(IRetentionStore store, TimeProvider time)
{
    public const int UsualQuarterMonths = 24;
    public const int FewestQuarterMonths = 13;
    public const int FewestHourMonths = 61;
    public const int MostMonths = 1200;

    /// <summary>Decides how long a community keeps its months.</summary>
    /// <returns>Why it was not decided; null when it was.</returns>
    public async Task<string?> DecideAsync(
        CommunityId community, int? quarters, int? hours, string reason, string author, CancellationToken cancellation)
    {
        if (quarters is < FewestQuarterMonths or > MostMonths)
            return Text($"Found {quarters} months for quarter hours, expected {FewestQuarterMonths} to {MostMonths}.");
        if (hours is < FewestHourMonths or > MostMonths)
            return Text($"Found {hours} months for hours, expected {FewestHourMonths} to {MostMonths}.");
        if (hours is not null && (quarters is null || hours < quarters))
            return "Found a shorter term for hours than for quarter hours, expected one that is as long or longer.";
        if (string.IsNullOrWhiteSpace(reason) || reason.Trim().Length > ReleaseQuarantine.LongestReason)
            return Text($"Found no reason or a long one, expected 1 to {ReleaseQuarantine.LongestReason} characters.");
        await store.DecideAsync(
            community, quarters, hours, reason.Trim(), author, Instant.FromDateTimeOffset(time.GetUtcNow()), cancellation);
        return null;
    }

    /// <summary>Removes what may go.</summary>
    /// <returns>Every old month that was there, with what kept it; without an obstacle it is gone.</returns>
    public async Task<IReadOnlyList<OldMonth>> RunAsync(string who, string why, CancellationToken cancellation)
    {
        var done = new List<OldMonth>();
        foreach (var month in await store.PlanAsync(cancellation))
        {
            done.Add(month.Obstacle is null
                ? await store.RetireAsync(month.Kind, month.Month, who, why, cancellation)
                : month);
        }

        // A step of its own, which locks nothing; also what an earlier run was stopped before.
        await store.ForgetAsync(cancellation);
        return done;
    }

    private static string Text(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
