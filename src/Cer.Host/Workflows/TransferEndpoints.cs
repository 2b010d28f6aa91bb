using System.Text;
using System.Text.Json.Nodes;
using Cer.Host.Gateway;
using Cer.Host.People;
using Cer.Workflows.Definitions;
using Cer.Workflows.Hosting;

namespace Cer.Host.Workflows;

/// <summary>Definitions out and in: one as JSON, many as a ZIP.</summary>
internal static class TransferEndpoints
{
    private const int MostBody = 16 * 1024 * 1024;

    public static void MapTransfer(this RouteGroupBuilder group)
    {
        group.MapGet("/definitions/export", ExportAsync).RequireStaffOr(Role.Designer)
            .WithSummary("The workflows of ?ids=a,b, or all: JSON when it is one, else a ZIP.");
        group.MapPost("/definitions/import", ImportAsync).RequireRoles(Role.Administrator, Role.Operator, Role.Designer)
            .WithSummary("Brings in one workflow as JSON, or many as a ZIP; each becomes a draft.");
    }

    private static async Task<IResult> ExportAsync(
        string? ids, HttpContext context, DefinitionDesk desk, CancellationToken cancellation)
    {
        var wanted = (ids ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var found = await desk.ExportAsync(context.Tenant(), wanted, cancellation);
        if (found.Count == 0) return FlowCalls.NoDefinition;
        return found is [var one] && wanted.Length <= 1
            ? TypedResults.File(
                Encoding.UTF8.GetBytes(one.Text), "application/json", $"{DefinitionArchive.FileName(one.DefinitionId)}.json")
            : TypedResults.File(DefinitionArchive.Write(found), "application/zip", "workflows.zip");
    }

    private static async Task<IResult> ImportAsync(
        HttpContext context, DefinitionDesk desk, IDefinitionStore store, CancellationToken cancellation)
    {
        var body = await BodyReader.ReadAsync(context.Request, MostBody, cancellation);
        var isZip = DefinitionArchive.Is(body.AsSpan());
        if (!isZip && body.Count > DocumentBounds.MostBytes)
            throw new BadHttpRequestException(
                $"Found a definition of {body.Count} bytes, expected at most {DocumentBounds.MostBytes}.", 413);
        return await FlowPlaces.InAsync(
            FlowPlaces.Checks,
            async () =>
            {
                var files = isZip ? DefinitionArchive.Read(body) : [("document", Encoding.UTF8.GetString(body.AsSpan()), null)];
                JsonArray imported = [], refused = [];
                HashSet<string> seen = new(StringComparer.Ordinal);
                foreach (var (file, text, problem) in files)
                {
                    var (saved, reason) = problem is null
                        ? await BringAsync(text!, seen, context, desk, store, cancellation) : (null, problem);
                    if (saved is null) refused.Add(new JsonObject { ["file"] = file, ["detail"] = reason });
                    else imported.Add(Row(saved));
                }

                return FlowJson.Of(new JsonObject { ["imported"] = imported, ["refused"] = refused });
            },
            cancellation);
    }

    /// <summary>Saves one as a draft over the latest version that is there, or says why not.</summary>
    private static async Task<(SavedDefinition? Saved, string? Reason)> BringAsync(
        string text,
        HashSet<string> seen,
        HttpContext context,
        DefinitionDesk desk,
        IDefinitionStore store,
        CancellationToken cancellation)
    {
        try
        {
            var definition = DefinitionText.Read(text);
            // What cannot be written cannot be kept: half of a surrogate pair.
            DefinitionText.Write(definition);
            if (DocumentBounds.Problem(definition) is { } problem) return (null, problem);
            if (definition.DefinitionId.Length == 0)
                definition = DefinitionStamp.Stamp(definition, "", Guid.NewGuid().ToString("n"), 1, isLatest: true, isPublished: false);
            if (!DocumentBounds.IsId(definition.DefinitionId))
                return (null, "Found a definitionId that no address can hold, expected at most 200 characters without / \\ % and comma.");
            if (!seen.Add(definition.DefinitionId)) return (null, "Found the definitionId of another file, expected each once.");
            var latest = await store.FindAsync(context.Tenant(), definition.DefinitionId, null, cancellation);
            var (saved, _) = await desk.SaveAsync(
                context.Tenant(), definition, latest?.Revision, context.Person().Signature, cancellation);
            return (saved, null);
        }
        catch (Exception fault) when (fault is DefinitionException or DefinitionConflictException)
        {
            return (null, fault.Message);
        }
        catch (InvalidOperationException)
        {
            return (null, "Found text with half of a character, expected whole ones.");
        }
    }

    private static JsonObject Row(SavedDefinition saved) => new()
    {
        ["definitionId"] = saved.Definition.DefinitionId,
        ["name"] = saved.Definition.Name,
        ["version"] = saved.Revision.Version,
    };
}
