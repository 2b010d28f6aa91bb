using System.Text;
using Cer.Database.Tests;
using Cer.Operations.Auditing;
using Cer.Operations.Ports;
using Cer.Operations.Submitting;
using Cer.Storage;
using Cer.Storage.Auditing;
using Cer.Storage.Submitting;
using NodaTime;

namespace Cer.Gateway.Tests;

/// <summary>An invented community on a database of its own, with packages of two small files.</summary>
internal sealed class Borgo : IPackageMaker, IAsyncDisposable
{
    public const string Code = "borgo";

    private Borgo(TestDatabase database, CommunityId community, TimeProvider time) =>
        (Database, Community, Time, Store) = (database, community, time, new(database.App));

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public TestDatabase Database { get; }

    public CommunityId Community { get; }

    public TimeProvider Time { get; }

    public SubmissionStore Store { get; }

    /// <summary>What lacks, when packages are asked for; nothing while it is null.</summary>
    public string? Lacks { get; set; }

    public PrepareSubmission Prepare => new(Store, this, Time);

    public HandOver Hand => new(Store, Time);

    public static async Task<Borgo> OpenAsync(TimeProvider? time = null)
    {
        var database = await TestDatabase.CreateMigratedAsync();
        var stored = await new CommunityStore(database.App).SaveAsync(Code, Sample.Definition, "test", Cancellation);
        return new(database, stored.Community, time ?? TimeProvider.System);
    }

    public Task<PackageOutcome> MakeAsync(
        CommunityId community, YearMonth month, SubmissionKind kind, int revision, CancellationToken cancellation)
    {
        if (Lacks is { } problem) return Task.FromResult<PackageOutcome>(new PackageOutcome.Lacking([problem]));
        var text = $"{kind.Word()};{month.Year}-{month.Month:00};1,5 kWh";
        return Task.FromResult<PackageOutcome>(new PackageOutcome.Made(new(
            [
                new("energia.csv", "text/csv", Encoding.UTF8.GetBytes(text)),
                new("energia.xml", "application/xml", Encoding.UTF8.GetBytes($"<energia>{text}</energia>")),
            ],
            ["Entrare nell'Area Clienti.", "Caricare i due file."])));
    }

    public async Task<Submission> ReadyAsync(int month = 1, SubmissionKind kind = SubmissionKind.GseMonth) =>
        Assert.IsType<PrepareOutcome.Ready>(await Prepare.RunAsync(Community, new(2026, month), kind, "person:1", Cancellation)).Submission;

    public async Task<Submission> FoundAsync(int id) => (await Store.FindAsync(Community, id, Cancellation))!;

    public Task<ChainReport> VerifyAsync(ChainHead? noted = null) =>
        new VerifyChain(new ChainStore(Database.App)).RunAsync(Community, Code, noted, null, Cancellation);

    /// <summary>Does something as whoever runs the database can: past triggers and foreign keys.</summary>
    public async Task TamperAsync(string sql)
    {
        await using var connection = await Database.Admin.OpenConnectionAsync(Cancellation);
        foreach (var act in (string[])["set session_replication_role = replica", sql, "set session_replication_role = default"])
        {
            await using var command = connection.CreateCommand();
            command.CommandText = act;
            await command.ExecuteNonQueryAsync(Cancellation);
        }
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var command = Database.Admin.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
