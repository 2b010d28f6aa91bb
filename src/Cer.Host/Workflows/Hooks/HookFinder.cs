using Cer.Host.People;
using Cer.Workflows.Hosting;

namespace Cer.Host.Workflows.Hooks;

/// <summary>Finds what a path leads to: triggers of published workflows, and instances that wait there.</summary>
internal static class HookFinder
{
    /// <summary>Those that fit the path, and no other fits it better.</summary>
    public static async Task<IReadOnlyList<Hook>> FindAsync(
        IServiceProvider services, int tenant, string path, CancellationToken cancellation)
    {
        var triggers = await services.GetRequiredService<IDefinitionStore>().EndpointsAsync(tenant, "", cancellation);
        var waiting = await services.GetRequiredService<IInstanceReader>().BookmarksAsync(tenant, "HttpEndpoint", null, cancellation);
        var found = triggers.Select(one => new Hook(one, null)).Concat(waiting.Select(one => new Hook(null, one)))
            .Where(hook => hook.Template.Match(path) is not null)
            .ToList();
        var best = found.Count == 0 ? 0 : found.Max(hook => hook.Template.Exactness);
        return [.. found.Where(hook => hook.Template.Exactness == best)];
    }

    /// <summary>The one that is meant: an instance that is named, else the workflow that begins, else the only one that waits.</summary>
    public static (Hook? Hook, IResult? Problem) Choose(IReadOnlyList<Hook> hooks, string? instance)
    {
        if (!string.IsNullOrEmpty(instance))
            return hooks.FirstOrDefault(hook => hook.Bookmark?.InstanceId == instance) is { } named
                ? (named, null)
                : (null, Answers.Problem("Found no such instance that waits at this path, expected one that does.", 404));
        if (hooks.FirstOrDefault(hook => hook.Trigger is not null) is { } begins) return (begins, null);
        return hooks is [var only]
            ? (only, null)
            : (null, Answers.Problem(
                $"Found {hooks.Count} instances that wait at this path, expected one: name it by ?instance=.", 409));
    }
}
