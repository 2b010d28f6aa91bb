using System.Collections.Concurrent;
using Cer.Operations.Submitting;
using Cer.Storage.Submitting;

namespace Cer.Gateway.Tests;

/// <summary>
/// A year of packages to the sandbox through all faults, with nodes that die between the call and the commit.
/// </summary>
public sealed class ComplianceTests
{
    private const int Percent = 60;
    private const int Rounds = 200;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(20261122)]
    [InlineData(7)]
    public async Task Through_all_faults_and_deaths_nothing_is_there_twice_and_everything_ends_accepted_or_rejected_with_its_reasons(
        int seed)
    {
        await using var borgo = await Borgo.OpenAsync();
        await using var sandbox = await Sandboxed.StartAsync("--mutual-tls");
        using var patient = sandbox.Client(
            new CallLog(borgo.Database.App, borgo.Time), sandbox.Options with { Patience = TimeSpan.FromMinutes(1) });
        using var hasty = sandbox.Client(
            new CallLog(borgo.Database.App, borgo.Time), sandbox.Options with { Patience = TimeSpan.FromMilliseconds(800), Tries = 4 });
        var deaths = 0;
        var sent = new ConcurrentBag<int>();

        // What chance gives depends on who calls first, and may reject none: one is rejected for certain.
        var kinds = Enum.GetValues<SubmissionKind>();
        var packages = Enumerable.Range(1, 10).SelectMany(month => kinds.Select(kind => (month, kind))).ToArray();
        var refused = await borgo.ReadyAsync(packages[0].month, packages[0].kind);
        await sandbox.PlanAsync(["reject"]);
        // Sent, and asked after.
        for (var call = 0; call < 2; call++)
            await new SendSubmission(borgo.Store, patient, borgo.Time).RunAsync(borgo.Community, refused.Id, "node", Cancellation);
        Assert.Equal(SubmissionState.Rejected, (await borgo.FoundAsync(refused.Id)).State);
        sent.Add(refused.Id);

        await sandbox.PlanAsync([], Percent, seed);
        var work = Parallel.ForEachAsync(
            packages.Skip(1),
            new ParallelOptions { MaxDegreeOfParallelism = 6, CancellationToken = Cancellation },
            async (one, _) =>
            {
                var ready = await borgo.ReadyAsync(one.month, one.kind);
                var over = await UntilOverAsync(ready.Id);
                if (over.State == SubmissionState.Rejected) await CorrectAsync(over.Id);
            });
        await Task.Delay(TimeSpan.FromSeconds(4), Cancellation);
        await sandbox.KillAndStartAsync();
        await work;
        await CorrectAsync(refused.Id);

        await sandbox.PlanAsync([]);
        var repeated = await sandbox.RepeatedAsync();
        var kept = await borgo.Store.ListAsync(borgo.Community, 200, Cancellation);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{kept.Count} packages, {kept.Count(one => one.State == SubmissionState.Rejected)} rejected, {deaths} deaths between call and"
            + $" commit, {await borgo.AskAsync<long>("select count(*) from core.chain_entry where what = 'call'")} calls");
        Assert.Equal(kept.Select(one => one.Key).Order(StringComparer.Ordinal), repeated.Keys.Order(StringComparer.Ordinal));
        Assert.All(repeated, one => Assert.True(one.Value == 0, $"{one.Key} came {one.Value} times more"));
        Assert.All(kept, one => Assert.True(
            one.State == SubmissionState.Accepted || (one.State == SubmissionState.Rejected && one.Steps[^1].Reasons.Count == 2), one.Key));
        Assert.Equal(sent.Distinct().Count(), kept.Count);
        Assert.True(deaths > 5, $"{deaths} deaths");
        Assert.Contains(kept, one => one.State == SubmissionState.Rejected);
        var report = await borgo.VerifyAsync();
        Assert.True(report.Break is null, $"{report.Break}");

        // What was rejected is corrected once, and goes its way as a package of its own.
        async Task CorrectAsync(int id)
        {
            var next = Assert.IsType<PrepareOutcome.Ready>(
                await borgo.Prepare.CorrectAsync(borgo.Community, id, "corretto", "test", Cancellation)).Submission;
            await UntilOverAsync(next.Id);
        }

        async Task<Submission> UntilOverAsync(int id)
        {
            var chance = new Random(seed + id);
            for (var round = 0; round < Rounds; round++)
            {
                try
                {
                    // Every third round the node dies when it has its answer and has not kept it.
                    var store = new DyingStore(borgo.Store, chance.Next(3) == 0);
                    await new SendSubmission(store, hasty, borgo.Time).RunAsync(borgo.Community, id, "node", Cancellation);
                }
                catch (DyingStore.DeadException)
                {
                    Interlocked.Increment(ref deaths);
                }

                var stands = await borgo.FoundAsync(id);
                if (!stands.IsOver) continue;
                sent.Add(id);
                return stands;
            }

            throw new InvalidOperationException($"Found {(await borgo.FoundAsync(id)).State} after {Rounds} rounds, expected an end.");
        }
    }
}
