using System.Data.Common;
using Cer.Domain;
using Cer.Exchange.Rows;
using Cer.Host.Data;
using Cer.Host.Gateway;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cer.Host.Readings;

/// <summary>Takes lists of readings, as JSON or as the contract's CSV: all of a list, or nothing of it.</summary>
/// <remarks>Sent again it changes nothing; with another value it becomes a revision.</remarks>
internal static partial class ReadingsEndpoints
{
    public const string Path = "/api/readings";

    private const int MostBytes = 32 * 1024 * 1024;
    private const int MostFaults = 1000;

    // What a list takes in memory while it is examined, in sizes of its body.
    private const int RowsWeight = 4;

    public static RouteHandlerBuilder MapReadings(this IEndpointRouteBuilder routes) => routes
        .MapPost(Path, PostAsync)
        .WithTags("Readings")
        .WithMetadata(new BodySize(MostBytes))
        .WithSummary("Takes a list of readings of the account's community, all or nothing.")
        .AddEndpointFilter(AnswerFaultsAsync);

    private static async Task<IResult> PostAsync(
        HttpRequest request,
        Gatekeeper gatekeeper,
        IntakeBodies bodies,
        SenderLimits limits,
        TakeRows take,
        CancellationToken cancellation)
    {
        if (await gatekeeper.RecogniseAsync(request, cancellation) is not { } account)
            return Problem("Found no token that is good, expected 'Authorization: Bearer' with one from login.", 401);
        if (TooMany.Check(request, limits, account) is { } much) return Problem(much, 429);
        var type = request.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
        if (type is not ("application/json" or "text/csv"))
        {
            limits.CountBadBody(SenderKey.Of(account), request.ContentLength ?? 0);
            return Problem("Found another content type, expected application/json or text/csv.", 415);
        }

        using var body = await bodies.ReadAsync(request, MostBytes, account, RowsWeight, cancellation);
        var raw = body.Raw;
        TooMany.Charge(request, limits, account, raw.Count);
        return await take.RunAsync(Incoming(account, type == "text/csv", raw, cancellation), cancellation) switch
        {
            RowsAnswer.Stored { Receipt: var receipt, Apart: var apart } => TypedResults.Json(
                new ReadingsReply(receipt.IngestId, receipt.Added, receipt.Unchanged, receipt.Corrected, apart)),
            RowsAnswer.Refused refused => Refusal(refused),
            var other => throw new NotSupportedException($"Found {other.GetType().Name}, expected a known answer."),
        };
    }

    private static IncomingRows Incoming(
        Account account, bool csv, ArraySegment<byte> raw, CancellationToken cancellation)
    {
        var name = csv ? "readings.csv" : "readings.json";
        return new()
        {
            Community = account.Community,
            Account = account.Username,
            Points = account.IsBound ? account.Points.Select(point => Pod.Parse(point, null)).ToHashSet() : null,
            Source = csv ? IntakeSource.Csv : IntakeSource.Rest,
            Name = name,
            Raw = raw,
            Rows = csv
                ? ReadingRowsCsv.Read(new MemoryStream(raw.Array!, raw.Offset, raw.Count), name, cancellation)
                : ReadingRowsJson.Read(raw, name, MostBytes),
        };
    }

    private static ProblemHttpResult Refusal(RowsAnswer.Refused refused)
    {
        var faults = refused.Faults.Faults;
        var leftOut = faults.Count - Math.Min(faults.Count, MostFaults) + refused.Faults.LeftOut;
        return TypedResults.Problem(
            detail: "Found faults in the list, expected none: nothing of it was taken.",
            statusCode: 400,
            title: "Readings refused",
            extensions: new Dictionary<string, object?>
            {
                ["faults"] = faults.Take(MostFaults).Select(RowFault.Of).ToArray(),
                ["left_out"] = leftOut,
            });
    }

    private static async ValueTask<object?> AnswerFaultsAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (BadHttpRequestException bad)
        {
            return Problem(bad.Message, bad.StatusCode);
        }
        catch (DbException failure)
        {
            LogStoreFailed(context.HttpContext.RequestServices.GetRequiredService<ILogger<TakeRows>>(), DatabaseFault.Reason(failure));
            return Problem("Found no store, expected one: nothing was taken, try again later.", 503);
        }
    }

    private static ProblemHttpResult Problem(string sentence, int status) =>
        TypedResults.Problem(detail: sentence, statusCode: status);

    [LoggerMessage(LogLevel.Error, "The store did not take a list of readings ({Reason})")]
    private static partial void LogStoreFailed(ILogger logger, string reason);
}
