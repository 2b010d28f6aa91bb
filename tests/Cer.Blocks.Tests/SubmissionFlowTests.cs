using System.Text;
using Cer.Operations.Ports;
using Cer.Operations.Submitting;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Cer.Blocks.Tests;

/// <summary>The monthly package: prepared, sent or handed over, answered; never there twice.</summary>
public sealed class SubmissionFlowTests
{
    private const string Key = "prova.2025-10.gse-month.1";

    private const string Trigger = "il-25";

    [Fact]
    public async Task Without_a_way_a_task_waits_for_whoever_hands_it_over_and_notes_protocol_and_answer()
    {
        await using var town = await OpenAsync(null);
        var id = await town.StartAsync(await town.ShipAsync("invio-mensile"), Trigger);
        await town.QuietAsync();
        Assert.Equal(["Consegnare il pacchetto " + Key], await town.ListAsync(
            $"select payload ->> 'taskName' from wf.bookmark where instance_id = '{id}' and kind = 'RunTask'"));
        await CompleteAsync(town, id, ("protocollo", "GSE/2025/77"), ("esito", "non ancora"));
        Assert.Equal(["handed_over", "received"], await StepsAsync(town));
        await CompleteAsync(town, id, ("esito", "accettato"));
        Assert.Equal("Finished 0", await town.StatusAsync(id));
        Assert.Equal([$"{Key}: accettato, protocollo GSE/2025/77"], await town.LinesAsync(id));
    }

    [Fact]
    public async Task Over_the_network_it_is_asked_for_until_it_is_judged_and_a_rejection_becomes_a_task_with_its_reasons()
    {
        var way = new Portal { Verdict = new WayAnswer.Rejected("P-1", [new("energia.csv", "E1", "somma diversa")]), After = 2 };
        await using var town = await OpenAsync(way);
        var id = await town.StartAsync(await town.ShipAsync("invio-mensile"), Trigger);
        await town.QuietAsync();
        Assert.Equal(["sending", "received"], await StepsAsync(town));
        for (var turn = 0; turn < 2; turn++)
        {
            town.Time.Now += TimeSpan.FromMinutes(16);
            await town.QuietAsync();
        }

        Assert.Equal([$"{Key}: rifiutato (energia.csv: somma diversa)"], await town.LinesAsync(id));
        Assert.Equal("Suspended 0", await town.StatusAsync(id));
        Assert.Equal(1, way.Sent);
    }

    [Fact]
    public async Task Killed_before_and_after_every_commit_it_is_made_and_sent_once()
    {
        var way = new Portal();
        await using var town = await OpenAsync(way);
        var id = await town.StartAsync(await town.ShipAsync("invio-mensile"), Trigger);
        var deaths = await town.QuietWithDeathsAsync();
        for (var turn = 0; turn < 3; turn++)
        {
            town.Time.Now += TimeSpan.FromMinutes(16);
            deaths += await town.QuietWithDeathsAsync();
        }

        Assert.InRange(deaths, 5, 100);
        Assert.Equal("Finished 0", await town.StatusAsync(id));
        Assert.Equal([$"{Key}: accettato, protocollo P-1"], await town.LinesAsync(id));
        Assert.Equal(1, way.Sent);
        Assert.Equal(1, await town.CountAsync("core.submission"));
    }

    [Fact]
    public async Task Ten_days_without_an_answer_become_a_task_and_what_lacks_something_as_well()
    {
        var way = new Portal { After = int.MaxValue };
        await using var town = await OpenAsync(way);
        var id = await town.StartAsync(await town.ShipAsync("invio-mensile"), Trigger);
        await town.QuietAsync();
        town.Time.Now += TimeSpan.FromDays(11);
        await town.QuietAsync();
        Assert.Equal(["Nessuna risposta all'invio: controllare sul portale"], await town.ListAsync(
            $"select payload ->> 'taskName' from wf.bookmark where instance_id = '{id}' and kind = 'RunTask'"));

        await using var bare = await FlowTown.OpenAsync(add: services => services.AddSingleton<IPackageMaker>(new NoPackages()));
        var none = await bare.StartAsync(await bare.ShipAsync("invio-mensile"), Trigger);
        await bare.QuietAsync();
        Assert.StartsWith("Nessun pacchetto per 2025-10: Found nothing", (await bare.LinesAsync(none)).Single(), StringComparison.Ordinal);
    }

    private static Task<FlowTown> OpenAsync(Portal? way) => FlowTown.OpenAsync(add: services =>
    {
        services.AddSingleton<IPackageMaker>(new SmallPackages());
        if (way is not null) services.AddSingleton<ISubmissionWay>(way);
    });

    private static Task<List<string>> StepsAsync(
        FlowTown town) => town.ListAsync("select kind from core.submission_step order by step");

    private static async Task CompleteAsync(FlowTown town, string id, params (string Name, string Value)[] said)
    {
        var task = (await town.ListAsync($"select key from wf.bookmark where instance_id = '{id}' and kind = 'RunTask'")).Single();
        var answer = new OrderedDictionary<string, object?>();
        foreach (var (name, value) in said) answer[name] = value;
        await town.Instances.CompleteTaskAsync(town.Community.Value, task, answer, FlowTown.Cancellation);
        await town.QuietAsync();
    }

    private sealed class NoPackages : IPackageMaker
    {
        public Task<PackageOutcome> MakeAsync(
            CommunityId community, YearMonth month, SubmissionKind kind, int revision, CancellationToken cancellation) =>
            Task.FromResult<PackageOutcome>(new PackageOutcome.Lacking(["Found nothing, expected a settled month."]));
    }

    private sealed class SmallPackages : IPackageMaker
    {
        public Task<PackageOutcome> MakeAsync(
            CommunityId community, YearMonth month, SubmissionKind kind, int revision, CancellationToken cancellation) =>
            Task.FromResult<PackageOutcome>(new PackageOutcome.Made(
                new([new("energia.csv", "text/csv", Encoding.UTF8.GetBytes("1,5"))], ["Caricare il file."])));
    }

    /// <summary>Takes what is sent, counts it, and judges after so many questions.</summary>
    private sealed class Portal : ISubmissionWay
    {
        private int _asked;

        public WayAnswer Verdict { get; init; } = new WayAnswer.Accepted("P-1");

        public int After { get; init; } = 1;

        public int Sent { get; private set; }

        public string? Closed => null;

        public Task<WayAnswer> SubmitAsync(
            CallFor call, Submission submission, IReadOnlyList<SubmissionFile> files, CancellationToken cancellation)
        {
            Sent++;
            return Task.FromResult<WayAnswer>(new WayAnswer.Received("P-1"));
        }

        public Task<WayAnswer> AskAsync(CallFor call, Submission submission, CancellationToken cancellation) =>
            Task.FromResult(Sent == 0 ? new WayAnswer.Absent() : ++_asked >= After ? Verdict : new WayAnswer.Received("P-1"));
    }
}
