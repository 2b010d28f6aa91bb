using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Mail;
using Cer.Operations.Ports;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Mail;

/// <summary>Who gets no optional letters, for the staff: who said so, and whose address does not exist.</summary>
internal static class HeldBackEndpoints
{
    public static void MapHeldBack(this IEndpointRouteBuilder mail)
    {
        mail.MapGet("/held-back", ListAsync).WithSummary(
            "Who wants no optional letters of a kind, and the addresses that a server refused for good.");
        mail.MapPost("/addresses/{mark:long}/try-again", ClearAsync).WithSummary(
            "Takes the mark of an address back: optional letters go there again.");
    }

    private static async Task<Results<Ok<HeldBack>, ProblemHttpResult>> ListAsync(
        string community,
        ICommunityStore communities,
        ILetterChoices choices,
        IAddressMarks marks,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        return TypedResults.Ok(new HeldBack(
            [.. (await choices.UnsubscribedAsync(found, cancellation)).Select(ReaderOf)],
            [.. (await marks.ListAsync(found, cancellation)).Select(AddressOf)]));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ClearAsync(
        string community,
        long mark,
        HttpContext context,
        ICommunityStore communities,
        IAddressMarks marks,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        return await marks.ClearAsync(found, mark, context.Person().Signature, cancellation)
            ? TypedResults.NoContent()
            : TypedResults.Problem(
                "Found no such mark of an address, expected one that stands: mail/held-back lists them.", statusCode: 404);
    }

    private static HeldReader ReaderOf(UnsubscribedReader reader) => new(
        reader.Person,
        reader.Name,
        reader.Kind.Word(),
        reader.How switch { ChoiceWay.OneClick => "one_click", ChoiceWay.Link => "link", _ => "page" },
        Written(reader.At));

    private static HeldAddress AddressOf(MarkedAddress marked) => new(
        marked.Id,
        marked.Address.Masked,
        marked.Code,
        marked.Problem.Replace(marked.Address.ToString(), marked.Address.Masked, StringComparison.OrdinalIgnoreCase),
        Written(marked.At),
        marked.Letter);

    private static string Written(Instant at) => InstantPattern.General.Format(at);
}
