using Cer.Host.Gateway;
using Cer.Host.People;
using Cer.Operations.Mail;
using Cer.Operations.Ports;
using Microsoft.AspNetCore.Http.Features;
using NodaTime;

namespace Cer.Host.Mail.Unsubscribing;

/// <summary>The page behind the link of an optional letter: it asks; its button, or that of a mail program, does it.</summary>
/// <remarks>
/// RFC 8058: scanners fetch links, so GET changes nothing; POST with List-Unsubscribe=One-Click does, without a session and without
/// a redirection. Whatever this installation did not seal is answered alike.
/// </remarks>
internal static class UnsubscribeEndpoints
{
    public const string Place = "disiscrizione";

    private const int MostBody = 4096;
    private const string Field = "List-Unsubscribe";

    private static readonly FormOptions Bounds = new()
    {
        ValueCountLimit = 8,
        KeyLengthLimit = 200,
        ValueLengthLimit = 200,
        MultipartBodyLengthLimit = MostBody,
        MultipartHeadersLengthLimit = 1024,
    };

    public static void MapUnsubscribing(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup($"/{Place}").WithTags("Letters").OpenToLinks();
        group.MapGet("/{link}", AskAsync).WithSummary("Asks whether somebody wants no more letters of a kind; changes nothing.");
        group.MapPost("/{link}", EndAsync).WithSummary(
            "No more letters of a kind: List-Unsubscribe=One-Click, of a mail program or of the page; said again, it does nothing.");
    }

    private static async Task<IResult> AskAsync(
        string link, HttpContext context, SecretBox box, ICommunityStore communities, IAttemptStore attempts, TimeProvider time)
    {
        var page = PageOf(context);
        var opened = UnsubscribeLink.Open(link, box);
        if (await WaitAsync(opened, context, attempts, time) is { } wait) return page.Wait(context, wait);
        return opened is null
            ? page.Unknown()
            : page.Ask(opened.Kind, await NameAsync(communities, opened.Community, context.RequestAborted));
    }

    private static async Task<IResult> EndAsync(
        string link,
        HttpContext context,
        SecretBox box,
        ILetterChoices choices,
        ICommunityStore communities,
        IAttemptStore attempts,
        TimeProvider time)
    {
        var page = PageOf(context);
        var opened = UnsubscribeLink.Open(link, box);
        // Said again, it does nothing: not counted, or scanners that look would use up the one click.
        if (opened is null) return await WaitAsync(null, context, attempts, time) is { } wait ? page.Wait(context, wait) : page.Unknown();
        if (await SaidAsync(context) is not { } how) return page.Unsaid();
        await choices.SetAsync(opened.Community, opened.Person, opened.Kind, false, how, context.RequestAborted);
        return page.Done(opened.Kind, await NameAsync(communities, opened.Community, context.RequestAborted));
    }

    /// <summary>How it was said, by the form that came; null when it was not said.</summary>
    private static async Task<ChoiceWay?> SaidAsync(HttpContext context)
    {
        try
        {
            var body = await BodyReader.ReadAsync(context.Request, MostBody, context.RequestAborted);
            if (!context.Request.HasFormContentType) return null;
            context.Request.Body = new MemoryStream(body.Array!, body.Offset, body.Count);
            // A charset that .NET refuses, as UTF-7, is NotSupportedException.
            var form = await new FormFeature(context.Request, Bounds).ReadFormAsync(context.RequestAborted);
            return form[Field] is ["One-Click"] ? form["from"] is ["page"] ? ChoiceWay.Link : ChoiceWay.OneClick : null;
        }
        catch (Exception failure)
            when (failure is BadHttpRequestException or InvalidDataException or IOException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Whoever tries texts is slowed down by where he is; of a good link it is the link that counts, since scanners of many
    /// readers look from one place.</summary>
    private static Task<Duration?> WaitAsync(
        UnsubscribeLink? opened, HttpContext context, IAttemptStore attempts, TimeProvider time) => attempts.BeginAsync(
            opened is null
                ? AttemptKey.OfWrongLinks(context.Visitor().Address)
                : AttemptKey.OfUnsubscribing(opened.Community.Value, opened.Person, opened.Kind.Word()),
            Instant.FromDateTimeOffset(time.GetUtcNow()),
            context.RequestAborted);

    private static UnsubscribePage PageOf(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        var asked = context.Request.Query["lang"].ToString();
        if (asked is not ("it" or "en"))
        {
            asked = context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(one => one.Quality ?? 1)
                .Select(one => one.Value.Value?.Split('-')[0].ToLowerInvariant()).FirstOrDefault(one => one is "it" or "en");
        }

        return new(asked == "en");
    }

    private static async Task<string> NameAsync(ICommunityStore communities, CommunityId community, CancellationToken cancellation) =>
        (await communities.ListAsync(cancellation)).FirstOrDefault(one => one.Id == community)?.Name ?? "";
}
