using Cer.Operations.People.Links;

namespace Cer.Host.People.Links;

/// <summary>Writes the letters that members asked for, one after the other.</summary>
internal sealed partial class LinkService(LinkWishes wishes, AskForLink ask, ILogger<LinkService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var wish in wishes.AllAsync(stoppingToken)) await WriteAsync(wish, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task WriteAsync(LinkWish wish, CancellationToken cancellation)
    {
        try
        {
            await ask.RunAsync(wish.Asked, wish.Visitor, wish.Page, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure.GetType().Name);
        }
    }

    // Neither who asked nor for whom.
    [LoggerMessage(LogLevel.Error, "A letter with a link to enter could not be put ({Kind}); whoever wants it asks again")]
    private partial void LogFailed(string kind);
}
