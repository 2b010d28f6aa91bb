using Cer.Operations.Importing;
using Cer.Operations.Periods;
using Cer.Operations.Settling;
using Cer.Storage;
using Npgsql;

namespace Cer.Dashboards.Tests;

/// <summary>Stores and use cases on one database, as the program puts them together.</summary>
internal sealed class Stores(NpgsqlDataSource db, TimeProvider time)
{
    public TimeProvider Time => time;

    public CommunityStore Communities { get; } = new(db);

    public ReadingStore Readings { get; } = new(db, time);

    public RunStore Runs { get; } = new(db);

    public WorkStore Work { get; } = new(db);

    public PriceStore Prices { get; } = new(db);

    public QuarantineStore Quarantine { get; } = new(db);

    public ImportCommunity Contract => new(Communities, new LegalStore(db), Work);

    public MakeHours Hours => new(Communities, Readings, new HourStore(db));

    public StoredContract Stored => new(Communities, Readings, Prices, new RegolamentoStore(db));

    public SettleStored Settle => new(new InputStore(db), Stored, Runs, time, "cer test");
}
