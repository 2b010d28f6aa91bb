using Cer.Domain.Formulas;
using Cer.Exchange.Faults;
using Cer.Operations.Ports;

namespace Cer.Operations.Settling;

/// <summary>Settles a kept run again from what had arrived when it was made, and compares every row that was kept.</summary>
/// <remarks>The definition is that of the run, with the rules declared in it; the program's own rules are this program's.</remarks>
/// <param name="inputs">Tells the inputs as they stood.</param>
/// <param name="runs">Tells the run.</param>
/// <param name="program">Name and version of this program.</param>
public sealed class VerifyRun(IInputStore inputs, IRunStore runs, string program)
{
    /// <summary>How many differences are told.</summary>
    public const int MostTold = 20;

    /// <summary>Verifies a run.</summary>
    /// <returns>What came of it; null when the community has no such run.</returns>
    public async Task<VerifyOutcome?> RunAsync(CommunityId community, long run, CancellationToken cancellation)
    {
        if (await runs.FindAsync(community, run, cancellation) is not { } kept) return null;
        await using var now = await inputs.OpenAsync(community, kept.Run.DefinitionVersion, cancellation);
        var snapshot = now.Before(kept.Run.Cut!);
        var faults = new FaultList();
        var (from, to) = (RunRows.Month(kept.Run.From), RunRows.Month(kept.Run.To));
        if (await StoredGround.ReadAsync(snapshot, from, to, faults, cancellation) is not { } ground)
            return new(kept.Run.Program, program, false, [], 0, faults);

        StoredSettlement settled;
        try
        {
            settled = await SettleStored.SettleAsync(snapshot, ground, null, cancellation);
        }
        catch (FormulaException fault)
        {
            Distributed.Note(faults, fault);
            return new(kept.Run.Program, program, false, [], 0, faults);
        }

        var head = new RunHead(community, program, kept.Run.Who, kept.Run.When, kept.Run.DefinitionVersion, kept.Run.Cut!);
        var again = head.Of(ground, settled);
        var differences = RunDifferences.OfRun(kept.Run, again).ToList();
        foreach (var month in again.Months)
        {
            var span = StoredGround.SpanOf(RunRows.Month(month.Month), RunRows.Month(month.Month));
            differences.AddRange(RunDifferences.OfMembers(
                await runs.MembersAsync(community, kept, month.Month, cancellation),
                again.MemberMonths.Where(member => member.Month == month.Month)));
            differences.AddRange(RunDifferences.OfHours(
                await runs.HoursAsync(community, kept, span, cancellation),
                again.UnitHours.Where(hour => span.Contains(hour.Hour.Start))));
        }

        return new(
            kept.Run.Program, program, kept.Run.Days.Count > 0, [.. differences.Take(MostTold)], differences.Count, faults);
    }
}
