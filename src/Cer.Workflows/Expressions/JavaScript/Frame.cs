namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>A name and what it holds.</summary>
internal sealed class Binding(string name)
{
    public string Name { get; } = name;

    public object? Value { get; set; } = Undefined.Value;

    public bool Constant { get; init; }

    /// <summary>False between the beginning of a block and its <c>let</c>.</summary>
    public bool Ready { get; set; } = true;
}

/// <summary>The names of a block or of a call, inside those of the surrounding one.</summary>
/// <remarks>Names are one and the same string within a script (see <see cref="Parser"/>), so they are compared as references.</remarks>
internal sealed class Frame(Frame? parent)
{
    private const int Few = 12;
    private Binding[] _few = new Binding[2];
    private int _count;
    private Dictionary<string, Binding>? _many;

    public Frame? Parent { get; } = parent;

    /// <summary>Null where <c>this</c> is that of the surrounding frame.</summary>
    public object? This { get; init; }

    public Binding Declare(Binding binding)
    {
        if (Own(binding.Name) is { } known) return known;
        if (_many is not null)
        {
            _many.Add(binding.Name, binding);
            return binding;
        }
        if (_count == _few.Length) Array.Resize(ref _few, _count * 2);
        _few[_count++] = binding;
        if (_count > Few) _many = _few.Take(_count).ToDictionary(item => item.Name);
        return binding;
    }

    public void Declare(IReadOnlyList<Declared> names)
    {
        foreach (var name in names) Declare(new Binding(name.Name) { Constant = name.Constant, Ready = false });
    }

    public Binding? Own(string name)
    {
        if (_many is not null) return _many.GetValueOrDefault(name);
        for (var i = 0; i < _count; i++)
            if (ReferenceEquals(_few[i].Name, name)) return _few[i];
        return null;
    }

    public Binding? Find(string name)
    {
        for (var frame = this; frame is not null; frame = frame.Parent)
            if (frame.Own(name) is { } binding) return binding;
        return null;
    }

    public object? FindThis()
    {
        for (var frame = this; frame is not null; frame = frame.Parent)
            if (frame.This is not null) return frame.This;
        return Undefined.Value;
    }
}

/// <summary>A name of <c>let</c> or <c>const</c>.</summary>
internal readonly record struct Declared(string Name, bool Constant);
