using Cer.Workflows.Values;

namespace Cer.Workflows.Expressions.JavaScript;

/// <remarks>Properties: read, written, taken away.</remarks>
internal sealed partial class Evaluation
{
    public const int LongestList = 10_000_000;

    public string Key(object? key) => key is string text ? text : Coerce.Text(this, key);

    public object? Get(object? from, object? key)
    {
        if (key is double number && number >= 0 && number < int.MaxValue && number == (int)number)
        {
            var index = (int)number;
            if (from is List<object?> list) return index < list.Count ? list[index] : Undefined.Value;
            if (from is string text) return index < text.Length ? text[index].ToString() : Undefined.Value;
            if (from is byte[] bytes) return index < bytes.Length ? (double)bytes[index] : Undefined.Value;
        }
        return Get(from, Key(key));
    }

    public object? Get(object? from, string name)
    {
        if (Coerce.IsNullish(from))
            throw TypeError($"Cannot read properties of {Coerce.Text(this, from)} (reading '{name}')");
        if (Refusals.Properties.TryGetValue(name, out var sentence)) throw TypeError(sentence);
        if (from is OrderedDictionary<string, object?> map
            && (map.TryGetValue(name, out var value) || ChildResult.TryGet(map, name, out value))) return value;
        if (from is IHostObject host) return host.TryGet(name, out value) ? value : Undefined.Value;
        if (from is ErrorValue error && error.Properties.TryGetValue(name, out value)) return value;
        if (from is List<object?> or string or byte[] && IsIndex(name)
            && uint.Parse(name, Coerce.Invariant) is var index and < int.MaxValue)
            return Get(from, (object)(double)index);
        return Members.Of(this, from!, name);
    }

    public void Put(OrderedDictionary<string, object?> map, string name, object? value)
    {
        if (Refusals.Properties.TryGetValue(name, out var sentence)) throw TypeError(sentence);
        if (!map.ContainsKey(name)) Spend(64 + 2L * name.Length);
        map[name] = value;
        Held(map, value);
    }

    public void Push(List<object?> list, object? value)
    {
        if (list.Count >= LongestList) throw RangeError("Invalid array length");
        Spend(16);
        list.Add(value);
        Held(list, value);
    }

    public void Changing(object into)
    {
        if (IsFrozen(into)) throw TypeError("Cannot change a frozen object");
    }

    public void Set(object? into, object? key, object? value)
    {
        if (Coerce.IsNullish(into))
            throw TypeError($"Cannot set properties of {Coerce.Text(this, into)} (setting '{Key(key)}')");
        switch (into)
        {
            case List<object?> list:
                Changing(list);
                SetItem(list, key, value);
                return;
            case OrderedDictionary<string, object?> map:
                Changing(map);
                Put(map, Key(key), value);
                return;
            case ErrorValue error:
                error.Properties[Key(key)] = value;
                Spend(64);
                return;
            case PatternValue pattern when Key(key) == "lastIndex":
                pattern.LastIndex = Coerce.Integer(this, value);
                return;
            case IHostObject host:
                host.Set(Key(key), ToHost(value));
                return;
            default:
                throw TypeError($"Cannot set '{Key(key)}': a {Coerce.TypeOf(into)} of this kind has no properties that can be changed");
        }
    }

    private void SetItem(List<object?> list, object? key, object? value)
    {
        var name = Key(key);
        if (name == "length")
        {
            var length = Coerce.Number(this, value);
            if (length != Math.Truncate(length) || length < 0 || length > LongestList) throw RangeError("Invalid array length");
            Resize(list, (int)length);
            return;
        }
        if (!IsIndex(name)) throw TypeError($"Cannot set '{name}': a list has numbered places only");
        var index = uint.Parse(name, Coerce.Invariant);
        if (index >= LongestList) throw RangeError("Invalid array length");
        if (index >= list.Count) Resize(list, (int)index + 1);
        list[(int)index] = value;
        Held(list, value);
    }

    public void Resize(List<object?> list, int length)
    {
        if (length < list.Count)
        {
            list.RemoveRange(length, list.Count - length);
            return;
        }
        if (length == list.Count) return;
        Spend(16L * (length - list.Count));
        list.AddRange(Enumerable.Repeat<object?>(Undefined.Value, length - list.Count));
        Held(list, Undefined.Value);
    }

    public bool Remove(object? from, object? key)
    {
        switch (from)
        {
            case OrderedDictionary<string, object?> map:
                Changing(map);
                Work(map.Count / 64);
                map.Remove(Key(key));
                return true;
            case List<object?> list:
                Changing(list);
                var name = Key(key);
                if (IsIndex(name) && uint.Parse(name, Coerce.Invariant) < list.Count) SetItem(list, name, Undefined.Value);
                return true;
            case null or Undefined: throw TypeError("Cannot convert undefined or null to object");
            default: throw TypeError("Properties can be deleted from objects only");
        }
    }

    public bool HasProperty(object? from, object? key) => from switch
    {
        OrderedDictionary<string, object?> map => map.ContainsKey(Key(key)),
        List<object?> list => Key(key) is var name
            && (name == "length" || (IsIndex(name) && uint.Parse(name, Coerce.Invariant) < list.Count)),
        IHostObject host => host.TryGet(Key(key), out _),
        ErrorValue error => error.Properties.ContainsKey(Key(key)),
        _ when Coerce.IsObject(from) => Members.Has(from!, Key(key)),
        _ => throw TypeError($"Cannot use 'in' operator to search for '{Key(key)}' in {Coerce.Text(this, from)}"),
    };
}
