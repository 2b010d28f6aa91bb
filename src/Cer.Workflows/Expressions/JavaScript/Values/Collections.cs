namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>Equality of the keys of Map and Set, and of <c>includes</c>: NaN equals itself, 0 equals -0.</summary>
internal sealed class SameValueZero : IEqualityComparer<object?>
{
    public static readonly SameValueZero Comparer = new();

    public new bool Equals(object? x, object? y)
    {
        if (Coerce.IsNumber(x) && Coerce.IsNumber(y))
        {
            var (a, b) = (Coerce.Plain(x!), Coerce.Plain(y!));
            return a == b || (double.IsNaN(a) && double.IsNaN(b));
        }
        return Coerce.StrictEquals(x, y);
    }

    public int GetHashCode(object? obj) => obj switch
    {
        null => 0,
        string text => text.GetHashCode(StringComparison.Ordinal),
        bool truth => truth ? 1 : 2,
        _ when Coerce.IsNumber(obj) => (Coerce.Plain(obj) + 0.0).GetHashCode(),
        Guid or DateTimeOffset or DateTime or TimeSpan => obj.GetHashCode(),
        _ => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj),
    };
}

/// <summary><c>Map</c>: in the order of insertion; may be changed while it is gone through.</summary>
internal sealed class MapValue
{
    private readonly Dictionary<(object? Key, int), int> _places = new(new KeyComparer());
    private readonly List<(object? Key, object? Value, bool Gone)> _items = [];

    public int Count => _places.Count;

    public IEnumerable<(object? Key, object? Value)> Entries
    {
        get
        {
            for (var i = 0; i < _items.Count; i++)
                if (!_items[i].Gone) yield return (_items[i].Key, _items[i].Value);
        }
    }

    public bool TryGet(object? key, out object? value)
    {
        var found = _places.TryGetValue((key, 0), out var place);
        value = found ? _items[place].Value : Undefined.Value;
        return found;
    }

    public void Set(object? key, object? value)
    {
        if (_places.TryGetValue((key, 0), out var place))
        {
            _items[place] = (_items[place].Key, value, false);
            return;
        }
        _places.Add((key, 0), _items.Count);
        _items.Add((key, value, false));
    }

    public bool Delete(object? key)
    {
        if (!_places.Remove((key, 0), out var place)) return false;
        _items[place] = (null, null, true);
        return true;
    }

    public void Clear()
    {
        _places.Clear();
        for (var i = 0; i < _items.Count; i++) _items[i] = (null, null, true);
    }

    /// <summary>A dictionary refuses null as a key, so the key travels in a pair.</summary>
    private sealed class KeyComparer : IEqualityComparer<(object? Key, int)>
    {
        public bool Equals((object? Key, int) x, (object? Key, int) y) => SameValueZero.Comparer.Equals(x.Key, y.Key);

        public int GetHashCode((object? Key, int) obj) => SameValueZero.Comparer.GetHashCode(obj.Key);
    }
}

/// <summary><c>Set</c>.</summary>
internal sealed class SetValue
{
    private readonly MapValue _map = new();

    public int Count => _map.Count;

    public IEnumerable<object?> Values => _map.Entries.Select(entry => entry.Key);

    public bool Has(object? value) => _map.TryGet(value, out _);

    public void Add(object? value) => _map.Set(value, value);

    public bool Delete(object? value) => _map.Delete(value);

    public void Clear() => _map.Clear();
}
