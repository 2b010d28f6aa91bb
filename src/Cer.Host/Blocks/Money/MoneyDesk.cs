using Cer.Operations.Auditing;
using Cer.Operations.Closing;
using Cer.Operations.Documents;
using Cer.Operations.Paying;
using Cer.Operations.Paying.Payouts;
using Cer.Operations.Mail;
using Cer.Operations.Periods;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Operations.Submitting;
using Cer.Operations.Viewing;
using Cer.Storage.Mail;
using Npgsql;

namespace Cer.Host.Blocks.Money;

/// <summary>The use cases that blocks stand on, by the clock of their run.</summary>
/// <param name="services">The stores.</param>
/// <param name="time">The clock; in a rehearsal it stands.</param>
/// <param name="rehearses">Whether nothing of it will be kept: then no PDF is pressed.</param>
internal sealed class MoneyDesk(IServiceProvider services, TimeProvider time, bool rehearses)
{
    public MakeHours Hours => Get<MakeHours>();

    public DoDueWork DueWork => new(Get<IWorkStore>(), Hours, Settle, time);

    public StoredContract Contract => Get<StoredContract>();

    public IRunStore Runs => Get<IRunStore>();

    public SettleStored Settle => new(Get<IInputStore>(), Contract, Runs, time, ProgramName.Text);

    public IClosingStore Closing => Get<IClosingStore>();

    public PassMonth Pass => new(new(Contract, Closing, Get<IRegistryView>(), time), Closing, time);

    public IDocumentJobs Jobs => Get<IDocumentJobs>();

    /// <summary>One of its own for each run: it remembers.</summary>
    public MakeDocuments MakeDocuments() =>
        new(Jobs, Get<ReadMonthFacts>(), Runs, Get<IDocumentWriter>(), rehearses ? new NoPress() : Get<IPdfPress>(), time);

    public SendDocuments Send => new(
        Get<IDocumentArchive>(), Runs, Communities, People, Outbox, Get<ICoverWriter>(), Receivers);

    public SendMonthSheet SendSheet => new(Runs, Communities, People, Outbox, Receivers, Get<IChainStore>());

    public IPayableStore PayableStore => Get<IPayableStore>();

    public Payables Payables => new(Communities, Runs, Get<IRunView>(), Closing, PayableStore, time);

    public IPayoutStore PayoutStore => Get<IPayoutStore>();

    public MakePayouts Payouts => new(PayoutStore, Communities, Payables, time);

    public PrepareSubmission Prepare => new(Get<ISubmissionStore>(), Get<IPackageMaker>(), time);

    private ICommunityStore Communities => Get<ICommunityStore>();

    private IPeopleStore People => Get<IPeopleStore>();

    private ReportReceivers Receivers => Get<ReportReceivers>();

    private IOutbox Outbox => new OutboxStore(Get<NpgsqlDataSource>(), time);

    private T Get<T>()
        where T : notnull => services.GetRequiredService<T>();
}
