using System.Text;
using Cer.Database.Tests;
using Cer.Host.Data;
using Cer.Operations.Documents;
using Cer.Operations.Importing;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Operations.Tests;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Cer.Reporting.Tests;

/// <summary>A community of a golden folder in a database of its own, settled, with everything that makes documents.</summary>
internal sealed class Town : IAsyncDisposable
{
    public const string Code = "prova";

    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private Town(TestDatabase database, ServiceProvider services, CommunityId community) =>
        (_database, _services, Community) = (database, services, community);

    public CommunityId Community { get; }

    public string Address => _database.AppAddress;

    public string MemberAddress => _database.MemberAddress;

    public IDocumentArchive Archive => Get<IDocumentArchive>();

    public IDocumentJobs Jobs => Get<IDocumentJobs>();

    public MakeDocuments Make => Get<MakeDocuments>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Town> SettledAsync(
        string folder, Func<string, string>? community = null, IPdfPress? press = null)
    {
        var database = await TestDatabase.CreateMigratedAsync();
        var services = new ServiceCollection()
            .AddCer(new(database.AppAddress, null, null), new Evening());
        if (press is not null) services.AddSingleton(press);
        var provider = services.BuildServiceProvider();
        var town = new Town(database, provider, await ImportAsync(provider, folder, community ?? (text => text)));
        await town.SettleAsync();
        return town;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task SettleAsync() => Assert.IsType<SettleOutcome.Settled>(
        await Get<SettleStored>().RunAsync(Community, null, null, null, "test", null, Cancellation));

    public Task<DocumentJob> OrderAsync(YearMonth month, params DocumentKind[] kinds) =>
        Jobs.AddAsync(Community, new(month, kinds), "test", Instant.FromUtc(2027, 2, 1, 9, 0), Cancellation);

    /// <summary>Orders the documents of a month and makes them all.</summary>
    public async Task<DocumentJob> MakeAsync(YearMonth month, params DocumentKind[] kinds)
    {
        var job = await OrderAsync(month, kinds);
        while (!job.HasEnded) job = (await Make.StepAsync((Community, job.Id), Cancellation))!;
        return job;
    }

    public Task<IReadOnlyList<ArchivedDocument>> DocumentsAsync() => Archive.ListAsync(Community, null, null, Cancellation);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static async Task<CommunityId> ImportAsync(
        ServiceProvider services, string folder, Func<string, string> community)
    {
        var input = Path.Combine(Folder.Root, folder, "input");
        var rules = Directory.Exists(Path.Combine(input, "rules"))
            ? Directory.GetFiles(Path.Combine(input, "rules")).Order(StringComparer.Ordinal)
                .Select(path => new RuleText(Path.GetFileName(path), File.ReadAllText(path))).ToArray()
            : [];
        var text = community(await File.ReadAllTextAsync(Path.Combine(input, "community.yaml"), Cancellation));
        var stored = await services.GetRequiredService<ImportCommunity>().RunAsync(
            Code, Encoding.UTF8.GetBytes(text), rules, "test", new(), Cancellation);
        await using var prices = File.OpenRead(Path.Combine(input, "prices.csv"));
        await services.GetRequiredService<ImportPrices>().FromContractAsync(prices, "test", Cancellation);
        var report = await services.GetRequiredService<ImportReadings>().RunAsync(
            stored!.Community, () => File.OpenRead(Path.Combine(input, "readings.csv")), null, Cancellation);
        Assert.True(report.Faults.IsEmpty);
        return stored.Community;
    }

    /// <summary>Late enough for every folder, and always the same.</summary>
    private sealed class Evening : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2027, 2, 1, 17, 0, 0, TimeSpan.Zero);
    }
}
