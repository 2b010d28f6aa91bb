namespace Cer.Host.Workflows.Hooks;

/// <summary>A path such as <c>orders/{id}</c>: what is in braces stands for any part, <c>{*rest}</c> for the rest.</summary>
internal sealed class HookTemplate
{
    private readonly string[] _parts;

    public HookTemplate(string path) => _parts = Parts(path);

    /// <summary>How exact it is: of two that fit, the one with more of its own words is meant.</summary>
    public int Exactness => _parts.Count(part => !IsOpen(part));

    /// <summary>What the open parts stand for; null when the path is another.</summary>
    public OrderedDictionary<string, object?>? Match(string path)
    {
        var asked = Parts(path);
        var found = new OrderedDictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < _parts.Length; i++)
        {
            if (_parts[i].StartsWith("{*", StringComparison.Ordinal) && i == _parts.Length - 1)
            {
                found[Name(_parts[i])] = string.Join('/', asked.Skip(i));
                return found;
            }

            if (i >= asked.Length)
            {
                if (_parts[i].EndsWith("?}", StringComparison.Ordinal)) continue;
                return null;
            }

            if (IsOpen(_parts[i])) found[Name(_parts[i])] = asked[i];
            else if (!_parts[i].Equals(asked[i], StringComparison.OrdinalIgnoreCase)) return null;
        }

        return asked.Length <= _parts.Length ? found : null;
    }

    private static bool IsOpen(string part) => part.Length > 2 && part[0] == '{' && part[^1] == '}';

    /// <summary>Without what a route of ASP.NET may add: a kind, or that it may lack.</summary>
    private static string Name(string part) => part.Trim('{', '}', '*', '?').Split(':')[0];

    private static string[] Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}
