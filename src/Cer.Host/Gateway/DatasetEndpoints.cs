using System.Text.Json;
using Cer.Exchange.UrbanDatasets;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cer.Host.Gateway;

/// <summary>The calls of the gateway by which a sender looks at what it pushed, or takes it back.</summary>
/// <remarks>
/// A dataset is given as it was pushed, byte by byte. last and specific give one object, so with nothing to give they
/// are a 404; the others give a list, which may be empty.
/// </remarks>
internal static class DatasetEndpoints
{
    private const string MoreThanTold =
        "Found more messages than are told at once, expected a narrower search: these are the newest.";

    public static void MapDatasets(this RouteGroupBuilder group)
    {
        Map("lastRequest", async (sent, account, body, cancellation) => One(
            await sent.LastAsync(account, body.Resource().Value, cancellation)));
        Map("specificRequest", async (sent, account, body, cancellation) => One(
            await sent.OneAsync(account, body.Resource().Value, body.Timestamp(), cancellation)));
        Map("basicRequest", (sent, account, body, cancellation) =>
            ListAsync(sent, account, body, DatasetFilter.Everything, cancellation));
        Map("searchingRequest", (sent, account, body, cancellation) =>
            ListAsync(sent, account, body, body.Filter(), cancellation));
        Map("searchingByPropertyRequest", (sent, account, body, cancellation) => ListAsync(
            sent, account, body,
            body.Filter() with { Property = body.Required("property_name"), Value = body.Required("property_value") },
            cancellation));
        Map("deepSearchingRequest", (sent, account, body, cancellation) => ListAsync(
            sent, account, body,
            body.Filter() with
            {
                InLines = true,
                Property = body.Optional("property_label"),
                Value = body.Optional("property_value"),
            },
            cancellation));
        Map("delete", async (sent, account, body, cancellation) =>
            await sent.DeleteAsync(account, body.Resource().Value, body.Timestamp(), cancellation)
                ? GatewayAnswers.Deleted.With()
                : Nothing());

        void Map(string call, Answer answer) => group
            .MapPost($"/{call}", (
                HttpRequest request, Gatekeeper gatekeeper, BodyBudget budget, SenderLimits limits, SentMessages sent,
                CancellationToken cancellation) => AskAsync(request, gatekeeper, budget, limits, sent, answer, cancellation))
            .WithMetadata(new BodySize(DatasetRequest.MostBytes));
    }

    private delegate Task<IResult> Answer(
        SentMessages sent, Account account, DatasetRequest body, CancellationToken cancellation);

    private static async Task<IResult> AskAsync(
        HttpRequest request,
        Gatekeeper gatekeeper,
        BodyBudget budget,
        SenderLimits limits,
        SentMessages sent,
        Answer answer,
        CancellationToken cancellation)
    {
        if (await gatekeeper.RecogniseAsync(request, cancellation) is not { } account) return GatewayEndpoints.NotLoggedIn();
        if (TooMany.Check(request, limits, account) is { } much) return GatewayEndpoints.SentTooMuch(much);
        var body = DatasetRequest.Read(await BodyReader.ReadAsync(request, DatasetRequest.MostBytes, cancellation));
        if (!account.MayUse(body.Resource()))
        {
            return GatewayAnswers.ForeignRequest.With(StatusCodes.Status403Forbidden);
        }

        using var room = await budget.TakeAsync(2 * SentMessages.MostBytes, cancellation);
        return await answer(sent, account, body, cancellation);
    }

    private static async Task<IResult> ListAsync(
        SentMessages sent, Account account, DatasetRequest body, DatasetFilter filter, CancellationToken cancellation)
    {
        var (datasets, more) = await sent.ListAsync(account, body.Resource().Value, filter, cancellation);
        return Found(
            json =>
            {
                json.WriteStartArray();
                foreach (var dataset in datasets) json.WriteRawValue(dataset, skipInputValidation: true);
                json.WriteEndArray();
            },
            more ? MoreThanTold : "");
    }

    private static IResult One(byte[]? dataset) => dataset is null
        ? Nothing()
        : Found(json => json.WriteRawValue(dataset, skipInputValidation: true), "");

    private static IResult Nothing() => GatewayAnswers.NothingFound.With(StatusCodes.Status404NotFound);

    private static FileContentHttpResult Found(Action<Utf8JsonWriter> write, string detail)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("code", GatewayAnswers.Found.Code);
            json.WriteString("message", GatewayAnswers.Found.Message);
            if (detail.Length > 0) json.WriteString("detail", detail);
            json.WritePropertyName("dataset");
            write(json);
            json.WriteEndObject();
        }

        return TypedResults.Bytes(body.ToArray(), "application/json; charset=utf-8");
    }
}
