using Cer.Database.Tests;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Messaging.Gme;
using Cer.Operations.Importing;
using Cer.Operations.Market;
using Cer.Storage;
using Cer.Storage.Market;
using NodaTime;

namespace Cer.Market.Tests.Gme;

/// <summary>A database of a test's own with a community in CNOR, and a server that speaks as GME does.</summary>
internal sealed class PriceTown : IAsyncDisposable
{
    public const string Code = "esempio";

    private readonly TestDatabase _database;
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };

    private PriceTown(TestDatabase database, FakeGme gme, StandingTime time) => (_database, Gme, Time) = (database, gme, time);

    public FakeGme Gme { get; }

    public StandingTime Time { get; }

    public TestDatabase Database => _database;

    public PriceGapStore Store => new(_database.App);

    public PriceStore Prices => new(_database.App);

    public WorkStore Work => new(_database.App);

    /// <summary>Waits short enough for a test.</summary>
    public MarketPatience Patience { get; init; } = new()
    {
        Tries = 3,
        FirstWait = TimeSpan.FromMilliseconds(20),
        LongestWait = TimeSpan.FromMilliseconds(40),
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="inService">Since when its units need prices.</param>
    /// <param name="now">What its clock shows.</param>
    public static async Task<PriceTown> CreateAsync(LocalDate inService, Instant now)
    {
        var database = await TestDatabase.CreateMigratedAsync();
        var community = Sample.Community with
        {
            Units = [.. Sample.Community.Units.Select(unit => unit with { InService = inService, IncentiveFrom = inService })],
        };
        await new CommunityStore(database.App).SaveAsync(Code, Sample.Definition with { Community = community }, "test", Cancellation);
        return new(database, await FakeGme.StartAsync(), new(now));
    }

    public GmeMarket Market(IMarketQuota? quota = null, string? password = null, TimeSpan? patience = null, int? mostBytes = null) => new(
        new()
        {
            Base = Gme.Base,
            Login = FakeGme.Login,
            Password = password ?? FakeGme.Password,
            Patience = patience ?? TimeSpan.FromSeconds(60),
            MostBytes = mostBytes ?? 16 * 1024 * 1024,
        },
        _http,
        quota ?? new MarketQuota(_database.App) { PerMinute = 1000, PerHour = 1000, BytesPerMinute = 1 << 30, BytesPerHour = 1 << 30 });

    public FetchPrices Fetch(IPriceMarket market) => new(market, new ImportPrices(Prices), Store, Patience, TimeProvider.System);

    public FindPriceGaps Find => new(Store, Time);

    public FillPriceGaps Fill(IPriceMarket market) =>
        new(new CommunityStore(_database.App), Work, Find, Fetch(market), [], Time);

    public Task<FetchReport> FetchAsync(IPriceMarket market, LocalDate first, LocalDate last, params MarketZone[] zones) =>
        Fetch(market).RunAsync(MarketDays.Of(first, last, zones.Length > 0 ? zones : [MarketZone.Cnor]), null, Cancellation);

    public Task<IReadOnlyList<ZonePrice>> KnownAsync(LocalDate first, LocalDate last) => Prices.LatestAsync(
        [.. Enum.GetValues<MarketZone>()],
        new Interval(Domain.MarketHour.StartOf(first), Domain.MarketHour.StartOf(last.PlusDays(1))),
        Cancellation);

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = _database.Admin.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    public async Task RunAsync(string sql)
    {
        await using var command = _database.Admin.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Gme.DisposeAsync();
        await _database.DisposeAsync();
    }
}
