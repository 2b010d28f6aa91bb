using Cer.Host.Serve;
using Cer.Operations.Homes;

namespace Cer.Host.Homes;

/// <summary>Where there is no Home Assistant whose interface is reached, nothing is put down for it any more.</summary>
internal sealed partial class HomeOff(IHomeOutbox outbox, TimeProvider time, ILogger<HomeOff> logger)
    : RepeatedService(TimeSpan.FromHours(1), time)
{
    protected override Task WorkAsync(CancellationToken cancellation) => outbox.CloseAsync(cancellation);

    protected override void TellFailure(string reason) => LogFailed(reason);

    [LoggerMessage(LogLevel.Warning, "The outbox for Home Assistant could not be closed ({Reason}); trying again")]
    private partial void LogFailed(string reason);
}
