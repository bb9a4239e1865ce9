defmodule ShopWeb.Router do
  use Phoenix.Router

  pipeline :browser do
    plug :accepts, ["html"]
    plug :fetch_session
    plug :protect_from_forgery
    plug :put_secure_browser_headers
  end

  scope "/", ShopWeb do
    pipe_through :browser

    get "/", PageController, :home
  end
end
