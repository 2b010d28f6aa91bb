using System.Data.Common;
using Cer.Host.Data;
using Cer.Operations.Keeping;
using Microsoft.AspNetCore.Diagnostics;

namespace Cer.Host.Serve;

/// <summary>Answers a call that the database failed with a 503 and a sentence; one into a time no longer kept with a 409.</summary>
internal sealed partial class StoreAway(IProblemDetailsService problems, ILogger<StoreAway> logger) : IExceptionHandler
{
    public const string Sentence = "Found no database, expected it to answer: try again later.";

    public async ValueTask<bool> TryHandleAsync(
        HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is NoLongerKeptException gone)
        {
            context.Response.StatusCode = StatusCodes.Status409Conflict;
            await problems.WriteAsync(new()
            {
                HttpContext = context,
                ProblemDetails = { Status = StatusCodes.Status409Conflict, Detail = gone.Message },
            });
            return true;
        }

        if (exception is not DbException failure) return false;
        LogFailed(DatabaseFault.Reason(failure));
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "10";
        await problems.WriteAsync(new()
        {
            HttpContext = context,
            ProblemDetails = { Status = StatusCodes.Status503ServiceUnavailable, Detail = Sentence },
        });
        return true;
    }

    [LoggerMessage(LogLevel.Error, "The database failed a call ({Reason})")]
    private partial void LogFailed(string reason);
}
