using System.Data.Common;
using Cer.Host.Data;
using Microsoft.AspNetCore.Diagnostics;

namespace Cer.Host.Serve;

/// <summary>Answers a call that the database failed with a 503 and a sentence; the log gets one line.</summary>
internal sealed partial class StoreAway(IProblemDetailsService problems, ILogger<StoreAway> logger) : IExceptionHandler
{
    public const string Sentence = "Found no database, expected it to answer: try again later.";

    public async ValueTask<bool> TryHandleAsync(
        HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not DbException failure) return false;
        LogFailed(DatabaseFault.Reason(failure));
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
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
