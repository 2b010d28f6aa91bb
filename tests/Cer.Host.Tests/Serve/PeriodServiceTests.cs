using Cer.Host.Serve;
using Cer.Operations.Ports;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Cer.Host.Tests.Serve;

/// <summary>The background service, when what it needs fails.</summary>
public class PeriodServiceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failure_that_nobody_foresaw_does_not_end_the_server_and_the_work_goes_on()
    {
        var work = new FailsOnce();
        using var service = new PeriodService(
            new(work, null!, null!, TimeProvider.System), TimeProvider.System, NullLogger<PeriodService>.Instance);
        await service.StartAsync(Cancellation);
        await work.AskedAgain.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        Assert.False(service.ExecuteTask!.IsCompleted);
        await service.StopAsync(Cancellation);
        Assert.True(service.ExecuteTask.IsCompletedSuccessfully);
    }

    private sealed class FailsOnce : IWorkStore
    {
        private bool _failed;

        public TaskCompletionSource AskedAgain { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<int> OpenTouchedAsync(Instant now, CancellationToken cancellation, CommunityId? only)
        {
            if (_failed) AskedAgain.TrySetResult();
            else
            {
                _failed = true;
                throw new InvalidCastException();
            }

            return Task.FromResult(0);
        }

        public Task<IWorkClaim?> ClaimAsync(
            string kind,
            Instant now,
            CancellationToken cancellation,
            CommunityId? only,
            IReadOnlyCollection<CommunityId>? except) => Task.FromResult<IWorkClaim?>(null);

        public Task<(WorkItem Item, Instant Since)?> OldestDueAsync(
            CommunityId community, IReadOnlyCollection<string> kinds, Instant now, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<bool> AddAsync(WorkItem item, Instant notBefore, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<bool> ReopenAsync(WorkItem item, Instant notBefore, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task TouchMonthsAsync(CommunityId community, CancellationToken cancellation) =>
            throw new NotSupportedException();
    }
}
