using Cer.Operations.Documents;
using Cer.Operations.Ports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cer.Host.Documents;

/// <summary>Sends the documents of a month: each once to an address, however often it is asked for.</summary>
internal static class SendingEndpoint
{
    public static void MapSending(this IEndpointRouteBuilder staff) =>
        staff.MapPost("/documents/send", SendAsync).WithSummary("Puts the documents of a month into the outbox.");

    private static async Task<Results<Ok<SendingReport>, ProblemHttpResult>> SendAsync(
        string community,
        DocumentRequest request,
        SendDocuments send,
        ICommunityStore communities,
        IHostApplicationLifetime life,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found)
            return TypedResults.Problem("Found no such community, expected the code of one.", statusCode: 404);
        var (order, fault) = request.Read();
        if (order is null) return TypedResults.Problem(fault, statusCode: 400);
        // Who closes the page meanwhile does not leave half of the letters unwritten.
        return await send.RunAsync(found, order.Month, order.Kinds, life.ApplicationStopping) switch
        {
            SendingOutcome.Put put => TypedResults.Ok(put.Report),
            SendingOutcome.Refused refused => TypedResults.Problem(refused.Sentence, statusCode: 409),
            _ => throw new NotSupportedException("Found an outcome of sending that is not known."),
        };
    }
}
