using System.Data.Common;
using System.Globalization;
using Cer.Domain;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Periods;

/// <summary>Does what is due: makes the hours of changed days, settles months that are over. Each period once.</summary>
/// <remarks>
/// What is due stands in the store, so a program that was down catches up, and two programs share the work. A claim that is
/// not finished is free again; the work itself changes nothing when it is done twice.
/// </remarks>
public sealed class DoDueWork(IWorkStore work, MakeHours hours, SettleStored settle, TimeProvider time)
{
    // What the store adds to the time when it puts work down.
    private static readonly Duration LongestDelay = Duration.FromSeconds(15);
    private static readonly Duration LongestWait = Duration.FromHours(6);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>The kinds of work that it does.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [WorkKinds.Hours, WorkKinds.Month];

    /// <summary>Does one piece of work, of any community but those whose work somebody else does.</summary>
    /// <returns>What was done, or why it failed; null when nothing was due.</returns>
    public async Task<WorkReport?> RunAsync(
        CancellationToken cancellation, IReadOnlyCollection<CommunityId>? except = null)
    {
        await work.OpenTouchedAsync(Now, cancellation);
        return await ClaimAndDoAsync(WorkKinds.Hours, Now, null, except, cancellation)
            ?? await ClaimAndDoAsync(WorkKinds.Month, Now, null, except, cancellation);
    }

    /// <summary>Does one piece of work of a kind and a community, as a workflow asks for it by its own schedule.</summary>
    /// <remarks>What has just been put down is done at once: a schedule comes seldom enough for bursts to be over.</remarks>
    public async Task<WorkReport?> RunAsync(string kind, CommunityId community, CancellationToken cancellation)
    {
        await work.OpenTouchedAsync(Now, cancellation, community);
        return await ClaimAndDoAsync(kind, Now + LongestDelay, community, null, cancellation);
    }

    private async Task<WorkReport?> ClaimAndDoAsync(
        string kind,
        Instant due,
        CommunityId? only,
        IReadOnlyCollection<CommunityId>? except,
        CancellationToken cancellation)
    {
        await using var claim = await work.ClaimAsync(kind, due, cancellation, only, except);
        return claim is null ? null : await DoAsync(claim, cancellation);
    }

    private async Task<WorkReport> DoAsync(IWorkClaim claim, CancellationToken cancellation)
    {
        var problem = await TryAsync(claim.Item, cancellation);
        if (problem is null) await claim.DoneAsync(Now, cancellation);
        else await PutOffAsync(claim, problem, cancellation);
        return new(claim.Item, problem);
    }

    private async Task<string?> TryAsync(WorkItem item, CancellationToken cancellation)
    {
        try
        {
            return item.Kind == WorkKinds.Hours
                ? await MakeHoursAsync(item, cancellation)
                : await SettleAsync(item, cancellation);
        }
        catch (InvalidOperationException failure)
        {
            return failure.Message;
        }
        catch (Exception failure) when (IsOfTheWork(failure))
        {
            // Put off, whatever it is: one period that cannot be done must not hold up the others. Its message may
            // speak of points, so only its kind and place are told.
            var kind = failure is DbException { SqlState: { } state } ? $"refusal {state}" : failure.GetType().Name;
            var place = failure.StackTrace?.Split('\n')[0].Trim();
            return $"Found {kind} {place}, expected none: this is a fault of the program.";
        }
    }

    /// <summary>Whether it would fail again at once, and so must wait; a database that is away says nothing of it.</summary>
    private static bool IsOfTheWork(Exception failure) => failure is not (
        OperationCanceledException or DbException { IsTransient: true } or TimeoutException or IOException);

    private async Task<string?> MakeHoursAsync(WorkItem item, CancellationToken cancellation)
    {
        await hours.RunAsync(item.Community, LocalDatePattern.Iso.Parse(item.Period).Value, cancellation);
        return null;
    }

    private async Task<string?> SettleAsync(WorkItem item, CancellationToken cancellation)
    {
        if (!MarketMonth.TryParse(item.Period, out var month)) return $"Found the period {item.Period}, expected a month.";
        var outcome = await settle.RunAsync(item.Community, month, month, null, "cer", null, cancellation);
        return outcome is SettleOutcome.Refused refused
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Found {refused.Faults.Faults.Count} faults in the community's definition or rules: cer settle names them.")
            : null;
    }

    private Task PutOffAsync(IWorkClaim claim, string problem, CancellationToken cancellation)
    {
        var wait = Duration.FromMinutes(1 << Math.Min(claim.Attempts, 9));
        return claim.FailedAsync(problem, Now + (wait < LongestWait ? wait : LongestWait), cancellation);
    }
}
