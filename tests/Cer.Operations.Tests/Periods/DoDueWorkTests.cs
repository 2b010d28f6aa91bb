using System.Data.Common;
using Cer.Operations.Periods;
using Cer.Operations.Tests.Intake;

namespace Cer.Operations.Tests.Periods;

/// <summary>What becomes of due work that cannot be done.</summary>
public class DoDueWorkTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failure_that_nobody_foresaw_puts_the_work_off_and_names_no_value()
    {
        var work = new OneWork();
        var report = await Due(work, new OverflowException("IT999E00000001")).RunAsync(Cancellation);
        Assert.Equal(work.Item, report!.Item);
        Assert.Equal(report.Problem, work.Reason);
        Assert.Contains("OverflowException", work.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("IT999E", work.Reason, StringComparison.Ordinal);
        Assert.Equal((false, false), (work.Done, work.IsHeld));
        Assert.Null(await Due(work, new OverflowException()).RunAsync(Cancellation));
    }

    [Fact]
    public async Task What_the_store_refuses_for_good_puts_the_work_off_so_that_other_work_goes_on()
    {
        var work = new OneWork();
        await Due(work, new StoreFailure(passes: false)).RunAsync(Cancellation);
        Assert.Contains("23514", work.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_away_leaves_the_work_due()
    {
        var work = new OneWork();
        await Assert.ThrowsAsync<StoreFailure>(() => Due(work, new StoreFailure(passes: true)).RunAsync(Cancellation));
        Assert.Equal((false, null, false), (work.Done, work.Reason, work.IsHeld));
    }

    [Fact]
    public async Task A_server_that_stops_leaves_the_work_due()
    {
        var work = new OneWork();
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => Due(work, new OperationCanceledException()).RunAsync(Cancellation));
        Assert.Equal((false, null, false), (work.Done, work.Reason, work.IsHeld));
    }

    private static DoDueWork Due(OneWork work, Exception failure)
    {
        var stores = new RecordingStores { Definition = () => throw failure };
        return new(work, new MakeHours(stores, stores, null!), null!, TimeProvider.System);
    }

    private sealed class StoreFailure(bool passes) : DbException("IT999E00000001")
    {
        public override bool IsTransient => passes;

        public override string? SqlState => "23514";
    }
}
