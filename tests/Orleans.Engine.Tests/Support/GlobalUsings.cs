global using CuaRl.TestKit;
