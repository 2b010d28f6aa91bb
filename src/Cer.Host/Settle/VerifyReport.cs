using Cer.Host.Data;
using Cer.Operations.Ports;
using Cer.Operations.Settling;

namespace Cer.Host.Settle;

/// <summary>Says whether a kept run comes out the same again.</summary>
internal static class VerifyReport
{
    public static async Task<int> RunAsync(
        long run, string? code, string data, TimeProvider time, CancellationToken cancellation)
    {
        await using var services = await CerServices.OpenAsync(data, time, cancellation);
        var community = code is null
            ? await services.GetRequiredService<IRunStore>().CommunityOfAsync(run, cancellation)
            : await services.CommunityAsync(code, cancellation);
        var outcome = community is { } known
            ? await services.GetRequiredService<VerifyRun>().RunAsync(known, run, cancellation)
            : null;
        if (outcome is null)
            throw new UserFault($"--verify: found no run {run}, expected the number of one that is kept (GET .../months/MONTH/runs)");
        FaultPrinter.Print(outcome.Faults);
        if (!outcome.Faults.IsEmpty) return ExitCodes.WrongInput;
        Tell(run, outcome);
        return outcome.IsEqual ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static void Tell(long run, VerifyOutcome outcome)
    {
        if (outcome.MadeBy != outcome.Program)
            Console.WriteLine($"Run {run} was made by {outcome.MadeBy}; settled again by {outcome.Program}.");
        if (!outcome.HasInputs)
            Console.WriteLine($"Run {run} kept no hashes of its days: only its rows are compared, from what had been received before it.");
        foreach (var difference in outcome.Told) Console.WriteLine(difference);
        if (outcome.Differences > outcome.Told.Count) Console.WriteLine($"and {outcome.Differences - outcome.Told.Count} more");
        Console.WriteLine(outcome.IsEqual ? $"Run {run}: the same." : $"Run {run}: {outcome.Differences} differences.");
    }
}
