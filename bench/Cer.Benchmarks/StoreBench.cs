using System.Globalization;
using Cer.Database.Tests;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Metering;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Storage;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Cer.Benchmarks;

/// <summary>
/// How fast readings are stored, beside the fastest thing the server can do with the same columns: a binary copy into
/// an unindexed copy of the table. Aim: at least 0.04 of it.
/// </summary>
internal static class StoreBench
{
    private const int Points = 100;
    private const int Quarters = 2000;
    private const string CopySql = """
        copy bench.reading (community_id, pod_id, starts_at, unit_id, meter, minutes, revision, injected_ukwh,
          withdrawn_ukwh, produced_ukwh, injected_total_ukwh, withdrawn_total_ukwh, produced_total_ukwh, received_at,
          ingest_id, source, quality) from stdin (format binary)
        """;

    public static async Task RunAsync()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await ExecuteAsync(database, "create schema bench; create table bench.reading (like core.reading)");
        var readings = Readings();
        var store = new ReadingStore(database.App, TimeProvider.System);
        var community = default(CommunityId);

        var copied = await Median.OfAsync(
            () => ExecuteAsync(database, "truncate bench.reading"), () => CopyAsync(database, readings));
        var stored = await Median.OfAsync(
            async () => community = await CommunityAsync(database.App),
            () => store.AppendAsync(community, IntakeSource.Csv, readings, CancellationToken.None));
        // The same again: what a repeated import costs.
        var repeated = await Median.OfAsync(
            () => Task.CompletedTask,
            () => store.AppendAsync(community, IntakeSource.Csv, readings, CancellationToken.None));

        Print("copy into an unindexed table", copied);
        Print("store", stored);
        Print("store again, nothing new", repeated);
        Console.WriteLine(Invariant($"ratio store / copy: {copied / stored:0.000} (aim: at least 0.040)"));

        void Print(string what, TimeSpan time) => Console.WriteLine(Invariant(
            $"{what}: {time.TotalSeconds:0.00} s for {readings.Length}, {readings.Length / time.TotalSeconds:0}/s"));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // In the order of time, as meters send them.
    private static Reading[] Readings() =>
    [
        .. from quarter in Enumerable.Range(0, Quarters)
           from point in Enumerable.Range(0, Points)
           select new Reading
           {
               Pod = PodOf(point),
               Start = Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromMinutes(15 * quarter),
               Minutes = 15,
               Injected = Energy.FromMicroKilowattHours(1000 * quarter),
               Withdrawn = Energy.FromMicroKilowattHours(1000 * point),
               InjectedTotal = Energy.FromMicroKilowattHours(1_000_000L * quarter),
               WithdrawnTotal = Energy.FromMicroKilowattHours(1_000_000L * quarter),
           },
    ];

    private static Pod PodOf(int point) => Pod.Parse(Invariant($"IT999E{point:00000000}"), null);

    internal static async Task<CommunityId> CommunityAsync(NpgsqlDataSource db)
    {
        var community = new EnergyCommunity
        {
            Name = "Bench",
            Kind = ConfigurationKind.Cer,
            ConstitutedOn = new(2024, 1, 1),
            Members = [new("m", "M", MemberCategory.LocalAuthority, false)],
            Pods =
            [
                .. Enumerable.Range(0, Points).Select(point =>
                    new PodMembership(PodOf(point).Code, "m", Voltage.Low, new(2024, 1, 1), null)),
            ],
            Units = [],
        };
        var stored = await new CommunityStore(db).SaveAsync(
            $"b{Guid.NewGuid():N}", new(community, []), "bench", CancellationToken.None);
        return stored.Community;
    }

    private static async Task CopyAsync(TestDatabase database, Reading[] readings)
    {
        await using var connection = await database.Admin.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync(CopySql);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        // Without an await for each value, which would make the measure slower than the server is.
        for (var i = 0; i < readings.Length; i++)
        {
            var reading = readings[i];
            copy.StartRow();
            copy.Write(1, NpgsqlDbType.Integer);
            copy.Write(i % Points, NpgsqlDbType.Integer);
            copy.Write(reading.Start.ToDateTimeUtc(), NpgsqlDbType.TimestampTz);
            copy.Write(0, NpgsqlDbType.Integer);
            copy.Write((short)1, NpgsqlDbType.Smallint);
            copy.Write((short)15, NpgsqlDbType.Smallint);
            copy.Write(1, NpgsqlDbType.Integer);
            copy.Write(reading.Injected!.Value.MicroKilowattHours, NpgsqlDbType.Bigint);
            copy.Write(reading.Withdrawn!.Value.MicroKilowattHours, NpgsqlDbType.Bigint);
            copy.WriteNull();
            copy.Write(reading.InjectedTotal!.Value.MicroKilowattHours, NpgsqlDbType.Bigint);
            copy.Write(reading.WithdrawnTotal!.Value.MicroKilowattHours, NpgsqlDbType.Bigint);
            copy.WriteNull();
            copy.Write(now, NpgsqlDbType.TimestampTz);
            copy.Write(0L, NpgsqlDbType.Bigint);
            copy.Write("csv", NpgsqlDbType.Text);
            copy.Write("measured", NpgsqlDbType.Text);
        }

        await copy.CompleteAsync();
    }

    private static async Task ExecuteAsync(TestDatabase database, string sql)
    {
        await using var command = database.Admin.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
