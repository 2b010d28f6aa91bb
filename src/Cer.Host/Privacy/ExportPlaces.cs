namespace Cer.Host.Privacy;

/// <summary>How many exports are made at once: one of a person, two of the server.</summary>
internal sealed class ExportPlaces : IDisposable
{
    private const int AtOnce = 2;

    private readonly SemaphoreSlim _places = new(AtOnce);
    private readonly HashSet<int> _people = [];

    /// <summary>A place, to be disposed; null when the person has one, or all are taken.</summary>
    public IDisposable? Take(int person)
    {
        lock (_people)
        {
            if (_people.Contains(person) || !_places.Wait(0)) return null;
            _people.Add(person);
            return new Place(this, person);
        }
    }

    public void Dispose() => _places.Dispose();

    private sealed class Place(ExportPlaces places, int person) : IDisposable
    {
        public void Dispose()
        {
            lock (places._people)
            {
                if (places._people.Remove(person)) places._places.Release();
            }
        }
    }
}
